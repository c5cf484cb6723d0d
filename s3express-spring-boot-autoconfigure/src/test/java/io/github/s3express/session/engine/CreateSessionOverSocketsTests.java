/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.session.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.session.BucketSettings;
import io.github.s3express.session.DirectoryBucketName;
import io.github.s3express.session.S3ExpressSession;
import io.github.s3express.session.S3ExpressSessionException;
import io.github.s3express.session.S3ExpressSessionManager;
import io.github.s3express.session.SessionEncryption;
import io.github.s3express.session.SessionKey;
import io.github.s3express.session.SessionLimits;
import io.github.s3express.session.SessionMode;
import io.github.s3express.session.SessionModeStrategy;
import io.github.s3express.session.SessionPrincipal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Sessions of a server over sockets, with the threads that an application has.
 */
class CreateSessionOverSocketsTests {

	private static final String BUCKET = ManagerFixture.BUCKET;

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder()
		.credentials("AKROOT", "secret")
		.principal("other", "AKOTHER", "secret", null)
		.bucket(BUCKET)
		.bucket(ManagerFixture.bucket(1))
		.start();

	private final SessionPrincipal principal = SessionPrincipal
		.of(StaticCredentialsProvider.create(AwsBasicCredentials.create("AKROOT", "secret")));

	private final S3Client client = CreateSessionTestClient.of(this.server, this.principal);

	private final Set<Thread> threadsBefore = sessionThreads();

	// A machine that is busy may be slower than the service ever is.
	private final S3ExpressSessionManagerBuilder builder = S3ExpressSessionManagerBuilder
		.of(this.client, this.principal)
		.limits(new SessionLimits(Duration.ofSeconds(20), Duration.ofSeconds(20), 10_000, 16));

	private S3ExpressSessionManager manager;

	@AfterEach
	void close() {
		if (this.manager != null) {
			this.manager.stop();
		}
		this.client.close();
		this.server.close();
	}

	@ParameterizedTest
	@ValueSource(ints = { -10, 0, 10 })
	void getWhenServersClockIsOffShouldReckonLifeByTheAnswer(int minutes) {
		this.server.faults().clockOffset(Duration.ofMinutes(minutes));
		this.server.sessions().lifetime(Duration.ofSeconds(120));
		S3ExpressSession session = start().get(key());
		assertThat(session.life()).isBetween(Duration.ofSeconds(119), Duration.ofSeconds(121));
		assertThat(this.manager.getIfPresent(key())).isSameAs(session);
		assertThat(this.manager.get(key())).isSameAs(session);
		assertThat(this.manager.snapshots().get(0).remaining()).isBetween(Duration.ofSeconds(60),
				Duration.ofSeconds(121));
		assertThat(creations()).isOne();
	}

	@Test
	void getWhenServiceDeniesShouldKeepStatusCodeAndRequestIdAndNotTryAgain() {
		this.server.faults().on("CreateSession").error(403, "AccessDenied");
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> start().get(key()))
			.satisfies((failure) -> {
				assertThat(failure.statusCode()).isEqualTo(403);
				assertThat(failure.errorCode()).isEqualTo("AccessDenied");
				assertThat(failure.requestId()).isNotBlank();
				assertThat(failure.isPassing()).isFalse();
				assertThat(failure).hasMessageContaining(BUCKET);
			});
		assertThat(creations()).isOne();
	}

	@Test
	void getWhenTheApplicationsOwnProviderIsAnonymousShouldSaySoAndCallNothing() {
		AwsCredentialsProvider anonymous = () -> AnonymousCredentialsProvider.create().resolveCredentials();
		SessionKey key = new SessionKey(new DirectoryBucketName(BUCKET), SessionMode.READ_WRITE,
				SessionPrincipal.of(anonymous));
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> start().get(key))
			.withMessageContaining("anonymous");
		assertThat(creations()).isZero();
	}

	@Test
	void getWhenServiceIsBrokenForAMomentShouldTryAgain() {
		this.server.faults().on("CreateSession").times(2).error(500, "InternalError");
		assertThat(start().get(key())).isNotNull();
		assertThat(creations()).isEqualTo(3);
	}

	@Test
	void getWhenServiceStaysBrokenShouldTryFourTimesInAll() {
		this.server.faults().on("CreateSession").dropConnection();
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> start().get(key()))
			.satisfies((failure) -> assertThat(failure.statusCode()).isZero())
			.satisfies((failure) -> assertThat(failure.isPassing()).isTrue());
		assertThat(creations()).isEqualTo(4);
	}

	@Test
	void getWhenBucketIsMissingShouldSaySo() {
		assertThatExceptionOfType(S3ExpressSessionException.class)
			.isThrownBy(() -> start().get(this.manager.key(ManagerFixture.bucket(9), "GetObject")))
			.satisfies((failure) -> assertThat(failure.errorCode()).isEqualTo("NoSuchBucket"));
	}

	@Test
	void getWhenModesDifferShouldAskForEach() {
		this.builder.mode(SessionModeStrategy.BY_OPERATION);
		start().keys(BUCKET).forEach(this.manager::get);
		assertThat(this.server.sessions().live()).extracting((session) -> session.mode())
			.containsExactlyInAnyOrder("ReadOnly", "ReadWrite");
	}

	@Test
	void getWhenEncryptionIsConfiguredShouldAskForItAndKeepTheAnswer() {
		DirectoryBucketName name = new DirectoryBucketName(BUCKET);
		this.builder
			.buckets(List.of(new BucketSettings(name, null, true, new SessionEncryption("AES256", null, null, null))));
		assertThat(start().get(key()).encryption().algorithm()).isEqualTo("AES256");
		assertThat(this.manager.snapshots().get(0).encryption()).isEqualTo(this.manager.get(key()).encryption());
	}

	@Test
	void getWhenServiceRefusesTheEncryptionShouldSaySo() {
		DirectoryBucketName name = new DirectoryBucketName(BUCKET);
		this.builder.buckets(List.of(new BucketSettings(name, null, true,
				new SessionEncryption("aws:kms", "1234abcd-12ab-34cd-56ef-1234567890ab", null, null))));
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> start().get(key()))
			.satisfies((failure) -> assertThat(failure.statusCode()).isEqualTo(400));
	}

	@Test
	void getWhenRequestBringsCredentialsShouldMakeASessionOfTheirOwner() {
		AwsBasicCredentials other = AwsBasicCredentials.create("AKOTHER", "secret");
		SessionPrincipal owner = SessionPrincipal.of(other);
		start().get(key());
		this.manager.get(this.manager.key(BUCKET, "GetObject", owner));
		assertThat(this.server.sessions().live()).extracting((session) -> session.principal())
			.containsExactly("root", "other");
	}

	@Test
	void getWhenClientsProviderAnswersByCallerShouldTellWhoseSessionItIs() {
		AwsBasicCredentials other = AwsBasicCredentials.create("AKOTHER", "secret");
		AwsBasicCredentials root = AwsBasicCredentials.create("AKROOT", "secret");
		AwsCredentialsProvider byCaller = () -> other;
		start();
		SessionKey shared = this.manager.key(BUCKET, "GetObject", SessionPrincipal.of(byCaller));
		assertThat(this.manager.get(shared).isMadeBy(SessionPrincipal.of(other))).isTrue();
		assertThat(this.manager.get(shared).isMadeBy(SessionPrincipal.of(root))).isFalse();
	}

	@Test
	void getWhenTwoHundredThreadsMeetASlowCreationShouldMakeOneSession() throws Exception {
		// The 7 s, scaled down so that the build stays quick.
		this.server.faults().on("CreateSession").latency(Duration.ofMillis(1_500));
		start();
		List<S3ExpressSession> answers = new ArrayList<>();
		List<Thread> threads = new ArrayList<>();
		for (int number = 0; number < 200; number++) {
			Thread thread = new Thread(() -> {
				S3ExpressSession session = this.manager.get(key());
				synchronized (answers) {
					answers.add(session);
				}
			});
			threads.add(thread);
			thread.start();
		}
		for (Thread thread : threads) {
			thread.join();
		}
		assertThat(answers).hasSize(200).containsOnly(this.manager.get(key()));
		assertThat(creations()).isOne();
	}

	@Test
	void getWhenWaiterIsInterruptedOrLateShouldDisturbNobody() throws Exception {
		this.server.faults().on("CreateSession").latency(Duration.ofSeconds(1));
		this.builder.limits(new SessionLimits(Duration.ofMillis(500), 10, 2));
		start();
		AtomicReference<Throwable> interrupted = new AtomicReference<>();
		CountDownLatch over = new CountDownLatch(1);
		Thread waiter = new Thread(() -> {
			try {
				this.manager.get(key());
			}
			catch (RuntimeException ex) {
				interrupted.set(Thread.interrupted() ? ex : null);
			}
			over.countDown();
		});
		waiter.start();
		Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
		CompletableFuture<S3ExpressSession> cancelled = this.manager.getAsync(key());
		cancelled.cancel(true);
		waiter.interrupt();
		assertThat(over.await(10, TimeUnit.SECONDS)).isTrue();
		assertThat(interrupted.get()).isInstanceOf(AbortedException.class);
		assertThatExceptionOfType(S3ExpressSessionException.class).isThrownBy(() -> this.manager.get(key()))
			.withMessageContaining("within 500ms");
		Awaitility.await().until(() -> this.manager.getIfPresent(key()) != null);
		// No call is waited for longer than a caller waits: the next has begun.
		assertThat(creations()).isBetween(1L, 3L);
	}

	@Test
	void getAsyncWhenCallbackBlocksShouldHoldUpNeitherTimerNorCreations() {
		this.builder.limits(new SessionLimits(Duration.ofSeconds(10), 10, 1));
		start();
		this.server.faults().on("CreateSession").latency(Duration.ofMillis(200));
		CompletableFuture<S3ExpressSession> second = this.manager.getAsync(key())
			.thenApply((session) -> this.manager.get(this.manager.key(ManagerFixture.bucket(1), "GetObject")));
		assertThat(second.join().key().bucket().value()).isEqualTo(ManagerFixture.bucket(1));
	}

	@Test
	void stopWhenSessionIsBeingMadeShouldTellWaitersAndEndTheThreads() {
		this.server.faults().on("CreateSession").latency(Duration.ofSeconds(20));
		start();
		CompletableFuture<S3ExpressSession> waiter = this.manager.getAsync(key());
		Awaitility.await().until(() -> creations() == 1);
		assertThat(ownThreads()).isNotEmpty().allMatch(Thread::isDaemon);
		assertThat(ownThreads().stream().map((thread) -> thread.getName().replaceAll("\\d+$", "")))
			.contains("s3express-session-timer-", "s3express-session-creator-");
		this.manager.stop();
		assertThat(ManagerFixture.failureOf(waiter)).hasMessageContaining("has been stopped");
		// A thread that reads from a socket ends with its answer or its client.
		this.client.close();
		Awaitility.await().untilAsserted(() -> assertThat(ownThreads()).isEmpty());
	}

	@Test
	void stopWhenManyWaitShouldHaveToldThemAllOnceItReturns() {
		this.server.faults().on("CreateSession").latency(Duration.ofMinutes(1));
		start();
		List<CompletableFuture<S3ExpressSession>> waiters = new ArrayList<>();
		for (int number = 0; number < 50; number++) {
			waiters.add(this.manager.getAsync(this.manager.key(ManagerFixture.bucket(number % 10), "GetObject")));
		}
		Awaitility.await().until(() -> creations() > 1);
		assertThat(waiters).noneMatch(CompletableFuture::isDone);
		this.manager.stop();
		assertThat(waiters).allMatch(CompletableFuture::isCompletedExceptionally);
	}

	@Test
	void getAsyncWhenContinuationsOfManyFailedCallsBlockShouldAnswerOthersAndKeepDeadlines() {
		String denied = ManagerFixture.bucket(1);
		String hanging = ManagerFixture.bucket(2);
		this.server.faults().on("CreateSession").bucket(denied).latency(Duration.ofMillis(300)).error(403, "Denied");
		this.server.faults().on("CreateSession").bucket(hanging).latency(Duration.ofMinutes(1));
		this.builder.limits(new SessionLimits(Duration.ofSeconds(5), 100, 16));
		start();
		CountDownLatch released = new CountDownLatch(1);
		CountDownLatch blocked = new CountDownLatch(64);
		for (int caller = 0; caller < 64; caller++) {
			this.manager.getAsync(this.manager.key(denied, "GetObject")).whenComplete((session, failure) -> {
				blocked.countDown();
				awaitUninterruptibly(released);
			});
		}
		CompletableFuture<S3ExpressSession> late = this.manager.getAsync(this.manager.key(hanging, "GetObject"));
		awaitUninterruptibly(blocked);
		assertThat(this.manager.getAsync(key()).join()).isNotNull();
		assertThat(ManagerFixture.failureOf(late)).hasMessageContaining("within 5s");
		released.countDown();
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await(1, TimeUnit.MINUTES);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	@Test
	void startWhenStoppedManyTimesShouldLeakNoThreadAndBeginAnew() {
		start();
		for (int round = 1; round <= 20; round++) {
			S3ExpressSession session = this.manager.get(key());
			assertThat(creations()).isEqualTo(round);
			this.manager.stop();
			this.manager.start();
			assertThat(this.manager.getIfPresent(key())).isNull();
			assertThat(session).isNotNull();
		}
		this.manager.stop();
		Awaitility.await().untilAsserted(() -> assertThat(ownThreads()).isEmpty());
	}

	@Test
	void callerThreadsWhenGivenShouldMakeTheCalls() {
		AtomicReference<String> name = new AtomicReference<>();
		this.builder.callerThreads((task) -> {
			Thread thread = new Thread(task, "of-the-application");
			name.set(thread.getName());
			return thread;
		});
		start().get(key());
		assertThat(name).hasValue("of-the-application");
	}

	@Test
	void getWhenServiceAsksToSlowDownShouldStillAnswerAll() {
		List<String> buckets = new ArrayList<>();
		for (int number = 10; number < 40; number++) {
			this.server.createBucket(ManagerFixture.bucket(number));
			buckets.add(ManagerFixture.bucket(number));
		}
		this.server.faults().on("CreateSession").times(10).error(503, "SlowDown");
		start();
		List<CompletableFuture<S3ExpressSession>> answers = buckets.stream()
			.map((bucket) -> this.manager.getAsync(this.manager.key(bucket, "GetObject")))
			.toList();
		assertThat(answers).allSatisfy((answer) -> assertThat(answer.join()).isNotNull());
		assertThat(creations()).isEqualTo(40);
	}

	private S3ExpressSessionManager start() {
		this.manager = this.builder.build();
		return this.manager;
	}

	private SessionKey key() {
		return this.manager.key(BUCKET, "GetObject");
	}

	private long creations() {
		return this.server.counters().count("CreateSession");
	}

	private Set<Thread> ownThreads() {
		Set<Thread> threads = sessionThreads();
		threads.removeAll(this.threadsBefore);
		return threads;
	}

	private static Set<Thread> sessionThreads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.filter((thread) -> thread.getName().startsWith("s3express-session-"))
			.collect(Collectors.toSet());
	}

}
