/* Memory that a program's own text and its libraries' take. */
#ifndef HVSH_BASE_PROGRAM_TEXT_H
#define HVSH_BASE_PROGRAM_TEXT_H

/* Gives back the pages of text and constants that were mapped from files. They stay in the page
 * cache and come back one by one as they are used: what only start-up needed stops counting as
 * ours. A shell that has loaded libvirt and its sixty libraries keeps 20 MB of such pages
 * otherwise. */
void program_text_release(void);

#endif
