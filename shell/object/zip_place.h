/* Where the entries of an archive go. */
#ifndef HVSH_OBJECT_ZIP_PLACE_H
#define HVSH_OBJECT_ZIP_PLACE_H

/* The path of an entry's name below a folder, without . and .. and doubled slashes; owned. NULL: it
 * leads out of the folder. */
char *zip_place(const char *folder, const char *name);

#endif
