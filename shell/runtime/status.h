/* How every step of a pipeline or statement ends. Anything but ST_OK travels
 * up at once; nobody turns ST_STOP into an error. */
#ifndef HVSH_RUNTIME_STATUS_H
#define HVSH_RUNTIME_STATUS_H

enum status {
    ST_OK,
    ST_STOP,  /* downstream has enough: end early, run cleanup, no error */
    ST_FAIL,  /* a terminating error; the session holds its record */
    ST_BREAK, /* flow of control; the session holds the label */
    ST_CONTINUE,
    ST_RETURN,
    ST_EXIT,      /* exit N; the session holds the code */
    ST_INTERRUPT, /* Ctrl-C: ends everything up to the prompt, only cleanup and finally run */
};
#define MUST_CHECK_STATUS __attribute__((warn_unused_result))

#endif
