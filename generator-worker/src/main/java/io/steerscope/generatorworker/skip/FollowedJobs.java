package io.steerscope.generatorworker.skip;

/** Which jobs are not wanted, as a topic says that is followed. */
interface FollowedJobs extends UnwantedJobs {

    /** What follows the topic. */
    TopicFollower follower();

    @Override
    default void close() {
        follower().close();
    }
}
