/* Test-VHD's check in one answer. */
#ifndef HVSH_TESTS_DISK_USABLE_H
#define HVSH_TESTS_DISK_USABLE_H

#include "shell/base/err.h"

/* 0: nothing is wrong with the disk and its parents; -1: the first fault is in *err. */
int disk_usable(const char *path, struct err **err) MUST_CHECK;

#endif
