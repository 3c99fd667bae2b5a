"""The numbers of the system calls that the filter knows by name; they differ by architecture."""

__all__ = ["AARCH64", "X86_64"]

# What came in the last years has one number everywhere.
_EVERYWHERE = {
    "io_uring_setup": 425,
    "clone3": 435,
    "memfd_secret": 447,
    "fchmodat2": 452,
    "setxattrat": 463,
    "removexattrat": 466,
    "file_setattr": 469,
}

X86_64 = {
    **_EVERYWHERE,
    **{"mmap": 9, "clone": 56, "fork": 57, "vfork": 58, "prlimit64": 302, "seccomp": 317},
    "userfaultfd": 323,
    **{"socket": 41, "socketpair": 53, "listen": 50, "sendto": 44, "sendmsg": 46, "sendmmsg": 307},
    **{"chmod": 90, "fchmod": 91, "fchmodat": 268},
    **{"utime": 132, "utimes": 235, "futimesat": 261, "utimensat": 280},
    **{"chown": 92, "fchown": 93, "lchown": 94, "fchownat": 260},
    **{"setxattr": 188, "lsetxattr": 189, "fsetxattr": 190},
    **{"removexattr": 197, "lremovexattr": 198, "fremovexattr": 199},
    **{"inotify_init": 253, "inotify_init1": 294, "fanotify_init": 300},
    **{"setpriority": 141, "ioprio_set": 251, "sched_setparam": 142, "sched_setscheduler": 144},
    **{"sched_setaffinity": 203, "sched_setattr": 314},
    **{"memfd_create": 319, "shmget": 29, "shmat": 30, "shmctl": 31, "mq_open": 240},
    **{"msgget": 68, "msgsnd": 69, "msgrcv": 70, "msgctl": 71},
    **{"semget": 64, "semop": 65, "semctl": 66, "semtimedop": 220},
    **{"add_key": 248, "request_key": 249, "keyctl": 250},
}

# Those that are missing here do not exist there.
AARCH64 = {
    **_EVERYWHERE,
    **{"mmap": 222, "clone": 220, "prlimit64": 261, "seccomp": 277},
    "userfaultfd": 282,
    **{
        "socket": 198,
        "socketpair": 199,
        "listen": 201,
        "sendto": 206,
        "sendmsg": 211,
        "sendmmsg": 269,
    },
    **{"fchmod": 52, "fchmodat": 53},
    **{"utimensat": 88},
    **{"fchown": 55, "fchownat": 54},
    **{"setxattr": 5, "lsetxattr": 6, "fsetxattr": 7},
    **{"removexattr": 14, "lremovexattr": 15, "fremovexattr": 16},
    **{"inotify_init1": 26, "fanotify_init": 262},
    **{"setpriority": 140, "ioprio_set": 30, "sched_setparam": 118, "sched_setscheduler": 119},
    **{"sched_setaffinity": 122, "sched_setattr": 274},
    **{"memfd_create": 279, "shmget": 194, "shmat": 196, "shmctl": 195, "mq_open": 180},
    **{"msgget": 186, "msgsnd": 189, "msgrcv": 188, "msgctl": 187},
    **{"semget": 190, "semop": 193, "semctl": 191, "semtimedop": 192},
    **{"add_key": 217, "request_key": 218, "keyctl": 219},
}
