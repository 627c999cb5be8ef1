/* Calls that may not fail: of one that does the message is shown, and the case ends. */
#ifndef HVSH_TESTS_MUST_H
#define HVSH_TESTS_MUST_H

#include "shell/base/err.h"

/* The call stores its error through &must_err. */
#define MUST(call)                                                     \
    do {                                                               \
        AUTO_ERR *must_err = NULL;                                     \
        int must_rc = (call);                                          \
        if (must_rc)                                                   \
            print_error("%s\n", must_err ? must_err->message : #call); \
        assert_int_equal(must_rc, 0);                                  \
    } while (0)

#endif
