/* Environment.GetFolderPath(). */
#ifndef HVSH_OBJECT_TYPES_SPECIAL_FOLDER_H
#define HVSH_OBJECT_TYPES_SPECIAL_FOLDER_H

#include "shell/object/members.h"

/* (folder[, option]) */
SHARED_CALL(special_folder_path);

#endif
