package io.steerscope.benchmarks.faults;

/** What is done to a process. */
enum Fault {
    /** SIGKILL, and a new process at once. */
    KILL,
    /** SIGSTOP for longer than the session of a member of a group, then SIGCONT. */
    STOP
}
