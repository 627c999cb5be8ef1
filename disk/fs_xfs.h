/* What the reader of XFS keeps. Numbers of blocks are the file system's own. */
#ifndef HVSH_DISK_FS_XFS_H
#define HVSH_DISK_FS_XFS_H

#include "disk/fs.h"
#include "shell/base/vec.h"

enum { XFS_INODE_MAX = 2048 };

struct xfs_extent {
    uint64_t file, block, count; /* blocks */
    bool unwritten;              /* reads as zeros */
};
struct xfs_map {
    struct xfs_extent *items;
    size_t len, cap;
};

struct xfs_inode {
    uint8_t raw[XFS_INODE_MAX];
    const uint8_t *fork; /* in raw */
    size_t fork_size;
    unsigned mode, format;
    uint64_t size, count; /* bytes; extents */
    int64_t seconds;
    uint32_t nanoseconds;
    bool big_time;
};

struct xfs {
    struct fs fs;
    uint32_t block, ag_blocks, ag_count, inode_size, dir_block; /* bytes and blocks */
    unsigned inodes_log, ag_log;
    bool v5, file_types;
    uint64_t mapped; /* the file that inode and map are of; 0: none */
    struct xfs_inode inode;
    struct xfs_map map;
};

#endif
