/**
 * The topics of Steerscope as code, and their creation on a cluster.
 *
 * <p>{@link io.steerscope.schemas.topic.TopicCatalogue} says what the topics should be,
 * {@link io.steerscope.schemas.topic.ClusterState} what a cluster has, {@link io.steerscope.schemas.topic.TopicPlan}
 * what has to change. Only {@link io.steerscope.schemas.topic.TopicAdministrator} talks to a cluster. Settings that the
 * catalogue does not name are left as they are, and no topic is ever deleted or shrunk.
 */
@NullMarked
package io.steerscope.schemas.topic;

import org.jspecify.annotations.NullMarked;
