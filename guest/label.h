/* Security labels (SELinux) of files that a kernel without that system makes for a guest with it.
 */
#ifndef HVSH_GUEST_LABEL_H
#define HVSH_GUEST_LABEL_H

/* Gives `name` in a folder the label of `like` there, which it will replace, else the folder's, as
 * the guest's own kernel would. Changes the working directory. What has no labels stays as it is.
 */
void label_inherit(int dir, const char *name, const char *like);

#endif
