/* Ends nbdkit while clients are connected: by itself it waits for their next requests. */
#ifndef HVSH_DISK_NBDKIT_QUIT_H
#define HVSH_DISK_NBDKIT_QUIT_H

/* Waits beside nbdkit for an eventfd. Then no client is taken any more, what came in is answered
 * and the connections are closed. -1 with errno. To be called once, after nbdkit has forked. */
int quit_watch(int fd);
/* Ends that, in nbdkit's cleanup. Nothing when there was no quit_watch. */
void quit_unwatch(void);

#endif
