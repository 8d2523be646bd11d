package io.steerscope.clustertests;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;

import io.steerscope.worker.client.ClusterProbe;
import io.steerscope.worker.client.KafkaClients;

/**
 * Clients that connect, and that note which of their methods threw what.
 *
 * <p>What the clients of Kafka 4.3 threw, for fakes that are to behave in the same way. {@code send} itself never
 * throws any of it: its callback is told.
 *
 * <table>
 * <caption>Rights</caption>
 * <tr><th>lost or missing</th><th>first</th><th>then, on the same producer</th></tr>
 * <tr><td>write an output</td><td>callback: {@code TopicAuthorizationException: Not authorized to access topics: [t]},
 *     once for each record of the batch</td><td>{@code sendOffsetsToTransaction}, or {@code commitTransaction} where
 *     the failure came later:
 *     {@code KafkaException: Cannot execute transactional method because we are in an error state}, caused by the
 *     {@code TopicAuthorizationException}; {@code commitTransaction} in between also the bare
 *     {@code TopicAuthorizationException}. {@code abortTransaction} succeeds, so the same may happen again and
 *     again</td></tr>
 * <tr><td>read the input, of a producer's offsets</td><td>{@code sendOffsetsToTransaction}: {@code KafkaException:
 *     Unexpected error in TxnOffsetCommitResponse: Topic authorization failed.}, <em>without</em> a cause; callbacks of
 *     pending sends are told the same</td><td>{@code abortTransaction}: {@code KafkaException: Cannot execute
 *     transactional method because we are in an error state}, caused by the former. Only a new look at the committed
 *     offsets gives a {@code TopicAuthorizationException: Not authorized to access topics: [t]}</td></tr>
 * <tr><td>read the input</td><td>{@code poll}: {@code TopicAuthorizationException: Not authorized to access topics:
 *     [t]}</td><td></td></tr>
 * <tr><td>read the group</td><td>{@code poll}, or {@code sendOffsetsToTransaction} and the callbacks:
 *     {@code GroupAuthorizationException: Not authorized to access group: g}</td><td></td></tr>
 * <tr><td>write the transactional id</td><td>{@code initTransactions}, or {@code sendOffsetsToTransaction} and the
 *     callbacks: {@code TransactionalIdAuthorizationException: Transactional Id authorization failed.}, which does not
 *     say which id</td><td></td></tr>
 * <tr><td>password</td><td>{@code initTransactions}: {@code SaslAuthenticationException: Authentication failed: Invalid
 *     username or password}</td><td></td></tr>
 * </table>
 *
 * <table>
 * <caption>Topics, answers, epochs</caption>
 * <tr><th>what happened</th><th>first</th><th>then, on the same producer</th></tr>
 * <tr><td>an output topic is deleted, the partition known before</td><td>{@code commitTransaction}, after
 *     {@code max.block.ms}: {@code TimeoutException: Timeout expired after 15000ms while awaiting EndTxn(true)}; no
 *     callback is told anything before {@code delivery.timeout.ms}</td><td>{@code abortTransaction}: {@code
 *     IllegalStateException: Cannot attempt operation `abortTransaction` because the previous call to
 *     `commitTransaction` timed out and must be retried}</td></tr>
 * <tr><td>answers to sends stay away</td><td>callbacks, after {@code delivery.timeout.ms}: {@code TimeoutException:
 *     Expiring 10 record(s) for t-0:2002 ms has passed since batch creation}</td><td>{@code commitTransaction}: {@code
 *     KafkaException: The client hasn't received acknowledgment for some previously sent messages and can no longer
 *     retry them. It is safe to abort the transaction and continue.}, without a cause; {@code abortTransaction} then
 *     succeeds</td></tr>
 * <tr><td>answers to the offsets stay away</td><td>{@code sendOffsetsToTransaction}: {@code TimeoutException: Timeout
 *     expired after 2000ms while awaiting TxnOffsetCommitHandler}</td><td>{@code abortTransaction}: {@code
 *     TimeoutException: ... while awaiting EndTxn(false)}; callbacks:
 *     {@code TransactionAbortedException: Failing batch since transaction was aborted}; after {@code close}:
 *     {@code KafkaException: Producer is closed forcefully.}</td></tr>
 * <tr><td>the answer to the commit stays away</td><td>once: nothing, the client asks again; for longer:
 *     {@code commitTransaction}: {@code TimeoutException: ... while awaiting EndTxn(true)}</td><td>as for the deleted
 *     topic</td></tr>
 * <tr><td>another producer took the transactional id</td><td>callbacks and {@code sendOffsetsToTransaction}:
 *     {@code InvalidProducerEpochException: Producer attempted to produce with an old epoch}, or
 *     {@code ProducerFencedException: There is a newer producer with the same transactionalId which fences the current
 *     one.}</td><td>after the former {@code abortTransaction}: {@code ProducerFencedException}</td></tr>
 * <tr><td>the transaction timed out before the offsets were sent</td><td>{@code sendOffsetsToTransaction}:
 *     {@code ProducerFencedException}, as if somebody else had taken the id</td><td></td></tr>
 * <tr><td>the transaction timed out before the commit</td><td>{@code commitTransaction}: {@code
 *     InvalidTxnStateException: The producer attempted a transactional operation in an invalid
 *     state.}</td><td>{@code abortTransaction}:
 *     {@code KafkaException: Cannot execute transactional method because we are in an error state}, caused by the
 *     former</td></tr>
 * </table>
 */
final class WatchedClients implements KafkaClients {

    private final KafkaClients clients = KafkaClients.connecting();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicLong polls = new AtomicLong();
    private volatile Consumer<String> beforeProducerCall = method -> {};

    /** Each failure once: the method, and the chain of classes and messages. */
    List<String> failures() {
        return failures.stream().distinct().toList();
    }

    /** How often the consumer has been polled. */
    long polls() {
        return polls.get();
    }

    /** Runs {@code action} with the name of each method of the producer before it is called, on the caller's thread. */
    WatchedClients beforeProducerCall(Consumer<String> action) {
        beforeProducerCall = action;
        return this;
    }

    @Override
    public org.apache.kafka.clients.consumer.Consumer<byte[], byte[]> openConsumer(Map<String, Object> configuration) {
        return watched(
                org.apache.kafka.clients.consumer.Consumer.class, clients.openConsumer(configuration), method -> {
                    if (method.equals("poll")) {
                        polls.incrementAndGet();
                    }
                });
    }

    @Override
    public ClusterProbe openProbe(Map<String, Object> configuration) {
        return clients.openProbe(configuration);
    }

    @Override
    public Producer<byte[], byte[]> openProducer(Map<String, Object> configuration) {
        return watched(
                Producer.class, clients.openProducer(configuration), method -> beforeProducerCall.accept(method));
    }

    @SuppressWarnings("unchecked")
    private <T> T watched(Class<?> type, Object client, Consumer<String> before) {
        return (T) Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
            before.accept(method.getName());
            if (method.getName().equals("send") && arguments.length == 2) {
                Callback callback = (Callback) arguments[1];
                arguments[1] = (Callback) (metadata, failure) -> {
                    if (failure != null) {
                        note("callback of send", failure);
                    }
                    callback.onCompletion(metadata, failure);
                };
            }
            try {
                return method.invoke(client, arguments);
            } catch (InvocationTargetException e) {
                note(method.getName(), e.getCause());
                throw e.getCause();
            }
        });
    }

    private void note(String method, Throwable failure) {
        StringBuilder chain = new StringBuilder(method);
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            chain.append(cause == failure ? " threw " : ", caused by ")
                    .append(cause.getClass().getSimpleName())
                    .append(": ")
                    .append(cause.getMessage());
        }
        failures.add(chain.toString());
    }
}
