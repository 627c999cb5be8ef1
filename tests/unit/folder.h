/* A folder for the files of one test program, below HVSH_TEST_TMP or /tmp. */
#ifndef HVSH_TESTS_FOLDER_H
#define HVSH_TESTS_FOLDER_H

/* cmocka's set-up and tear-down: *state is the folder's path. 0, or -1. */
int folder_make(void **state);
int folder_remove(void **state);
/* Runs a command of the shell there, for five minutes at most; what it says is shown when it
 * fails. Its exit code, -1 when it did not end. */
int folder_run(const char *dir, const char *command);

#endif
