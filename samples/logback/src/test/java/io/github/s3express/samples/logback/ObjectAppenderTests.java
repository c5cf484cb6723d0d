/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.logback;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.core.status.Status;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

import io.github.s3express.local.S3ExpressLocalServer;
import io.github.s3express.operations.AppendWriter;
import io.github.s3express.operations.DefaultS3ExpressOperations;
import io.github.s3express.operations.S3ExpressOperations;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * {@link ObjectAppender} over sockets.
 */
@Timeout(60)
class ObjectAppenderTests {

	private static final String BUCKET = "logs--use1-az4--x-s3";

	private static final String KEY = "orders/app.log";

	private final S3ExpressLocalServer server = S3ExpressLocalServer.builder().bucket(BUCKET).start();

	private final S3Client client = S3Client.builder()
		.endpointOverride(this.server.endpoint())
		.region(Region.of(this.server.region()))
		.credentialsProvider(StaticCredentialsProvider
			.create(AwsBasicCredentials.create(this.server.accessKeyId(), this.server.secretAccessKey())))
		.build();

	private final S3ExpressOperations operations = new DefaultS3ExpressOperations(this.client);

	private final WrittenLog log = new WrittenLog(this.client, this.operations, BUCKET, KEY);

	private final LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();

	private final Logger root = this.context.getLogger(Logger.ROOT_LOGGER_NAME);

	private final Logger orders = this.context.getLogger("orders");

	private final List<ObjectAppender> appenders = new ArrayList<>();

	@BeforeEach
	void levels() {
		this.root.setLevel(Level.INFO);
		this.orders.setLevel(Level.INFO);
		this.orders.setAdditive(true);
	}

	@AfterEach
	void close() {
		this.server.faults().clear();
		this.appenders.forEach(this::stop);
		this.root.setLevel(Level.INFO);
		this.client.close();
		this.server.close();
	}

	@Test
	void linesWhenLogIsLargeShouldRollAndBeThereOnceAfterStop() throws Exception {
		ObjectAppender appender = start(10_000, Duration.ZERO, 500);
		log(0, 200);
		stop(appender);
		assertThat(this.log.keys()).hasSizeGreaterThan(3);
		assertThat(this.log.text()).isEqualTo(lines(0, 200));
		ObjectAppender next = start(10_000, Duration.ZERO, 500);
		log(200, 400);
		stop(next);
		assertThat(this.log.text()).isEqualTo(lines(0, 400));
		assertThat(next.dropped()).isZero();
	}

	@Test
	void lineWhenIntervalIsOverShouldBeThereWithoutStop() throws Exception {
		start(10, Duration.ZERO, 500);
		log(0, 1);
		while (this.log.size() == 0) {
			Thread.onSpinWait();
		}
		assertThat(this.log.text()).isEqualTo(lines(0, 1));
	}

	@Test
	void threadsWhenServiceStandsStillShouldGoOnAndWhatIsDroppedBeCounted() throws Exception {
		ObjectAppender appender = start(10, Duration.ZERO, 1_000_000);
		this.server.faults().on("*").error(503, "SlowDown");
		log(0, 1_000);
		assertThat(appender.dropped()).isGreaterThan(900);
		this.server.faults().clear();
		while (this.log.size() == 0) {
			Thread.onSpinWait();
		}
		log(1_000, 1_001);
		stop(appender);
		int next = 0;
		for (String line : this.log.text().lines().toList()) {
			if (line.startsWith("order ")) {
				assertThat(line).isEqualTo("order " + next++);
			}
			else {
				assertThat(line).endsWith(" events were dropped here");
				next += Integer.parseInt(line.substring(0, line.indexOf(' ')));
			}
		}
		assertThat(next).isEqualTo(1_001);
	}

	@Test
	void threadsWhenTheyMayWaitShouldLoseNothingToASlowService() {
		ObjectAppender appender = start(1, Duration.ofSeconds(30), 1_000_000);
		this.server.faults().on("PutObject").latency(Duration.ofMillis(20));
		log(0, 200);
		stop(appender);
		assertThat(appender.dropped()).isZero();
		assertThat(this.log.text()).isEqualTo(lines(0, 200));
	}

	@Test
	void threadsWhenTheyMayWaitShouldWaitOnceForAServiceThatStandsStill() {
		ObjectAppender appender = start(1, Duration.ofMillis(300), 1_000_000);
		this.server.faults().on("*").error(503, "SlowDown");
		long start = System.nanoTime();
		log(0, 1_000);
		// A thousand waits would be five minutes.
		assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
		assertThat(appender.dropped()).isGreaterThan(900);
	}

	@Test
	void appenderWhenClientsLogShouldNotShipWhatShippingLogs() throws Exception {
		ObjectAppender appender = start(10_000, Duration.ZERO, 1_000_000);
		Logger sdk = this.context.getLogger("software.amazon.awssdk");
		sdk.setLevel(Level.DEBUG);
		try {
			log(0, 5);
			// Without a client, which would log on this thread.
			while (this.server.counters().count("PutObject") < 2) {
				Thread.onSpinWait();
			}
			log(5, 10);
			stop(appender);
		}
		finally {
			sdk.setLevel(null);
		}
		assertThat(this.log.text()).isEqualTo(lines(0, 10));
	}

	@Test
	void appenderWhenAnotherTookTheLogOverShouldStopAndSaySo() throws Exception {
		ObjectAppender appender = start(10_000, Duration.ZERO, 1_000_000);
		log(0, 1);
		while (this.log.size() == 0) {
			Thread.onSpinWait();
		}
		try (AppendWriter other = this.operations.append(BUCKET, KEY)) {
			log(1, 2);
			while (appender.dropped() == 0) {
				Thread.onSpinWait();
			}
			log(2, 3);
			assertThat(appender.dropped()).isEqualTo(2);
			other.write("theirs\n".getBytes());
		}
		assertThat(this.log.text()).isEqualTo("order 0\ntheirs\n");
		assertThat(this.context.getStatusManager().getCopyOfStatusList()).filteredOn(Status::getOrigin, appender)
			.extracting(Status::getMessage)
			.contains("Nothing is shipped any more");
	}

	@Test
	void stopWhenServiceStandsStillShouldEndAndCount() throws IOException {
		ObjectAppender appender = start(10, Duration.ZERO, 1_000_000, Duration.ofMillis(300));
		this.server.faults().on("*").error(503, "SlowDown");
		log(0, 3);
		stop(appender);
		this.server.faults().clear();
		assertThat(appender.dropped()).isEqualTo(3);
		assertThat(Thread.getAllStackTraces().keySet()).noneMatch((thread) -> thread.getName().equals("log-shipping"));
		assertThat(this.log.verify()).isZero();
	}

	private ObjectAppender start(int queue, Duration maxWait, long maxSize) {
		return start(queue, maxWait, maxSize, Duration.ofSeconds(20));
	}

	private ObjectAppender start(int queue, Duration maxWait, long maxSize, Duration stopTimeout) {
		PatternLayoutEncoder encoder = new PatternLayoutEncoder();
		encoder.setContext(this.context);
		encoder.setPattern("%msg%n");
		encoder.start();
		RollingLog log = new RollingLog(this.operations, BUCKET, KEY, maxSize, Clock.systemUTC());
		ObjectAppender appender = new ObjectAppender(log, encoder, new EventQueue(queue, maxWait),
				Duration.ofMillis(10), stopTimeout);
		appender.setContext(this.context);
		appender.start();
		this.root.addAppender(appender);
		this.appenders.add(appender);
		return appender;
	}

	private void stop(ObjectAppender appender) {
		this.root.detachAppender(appender);
		appender.stop();
	}

	private void log(int from, int to) {
		for (int i = from; i < to; i++) {
			this.orders.info("order {}", i);
		}
	}

	private static String lines(int from, int to) {
		return IntStream.range(from, to).mapToObj((i) -> "order " + i + "\n").collect(Collectors.joining());
	}

}
