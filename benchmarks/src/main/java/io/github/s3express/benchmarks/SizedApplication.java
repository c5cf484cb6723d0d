/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import com.sun.management.OperatingSystemMXBean;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.event.EventListener;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/**
 * A small application with an {@code S3Client}, an {@code S3AsyncClient} and an
 * {@code S3Presigner}, by hand or by the starter, that says of itself how big it is. Uses
 * nothing of the starter, which is not on the class path of a hand-made one.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
public class SizedApplication {

	static final String HAND_MADE = "hand-made";

	static final String REST_PROPERTY = "sized.rest";

	// How many sessions a client of the SDK keeps.
	static final int BUCKETS_PER_CLIENT = 25;

	private static final long HEAP_NOISE = 10_000;

	private static final Duration URL_LIFE = Duration.ofMinutes(1);

	/**
	 * Needs all three clients, so that each is made while the application starts.
	 * @param client the blocking client
	 * @param asyncClient the asynchronous client
	 * @param presigner the presigner
	 */
	public SizedApplication(S3Client client, S3AsyncClient asyncClient, S3Presigner presigner) {
	}

	/**
	 * Starts the application and does a task.
	 * @param args who makes the clients, what to find out, how many buckets to use, and
	 * arguments of the application
	 * @throws Exception if it cannot be found out
	 */
	public static void main(String[] args) throws Exception {
		Set<Thread> before = liveThreads();
		boolean handMade = HAND_MADE.equals(args[0]);
		Task task = Task.valueOf(args[1]);
		int buckets = Integer.parseInt(args[2]);
		SpringApplicationBuilder application = new SpringApplicationBuilder(SizedApplication.class)
			.web(WebApplicationType.NONE)
			.bannerMode(Banner.Mode.OFF);
		if (handMade) {
			application.sources(HandMadeClients.class);
		}
		try (ConfigurableApplicationContext context = application.run(Stream.of(args).skip(3).toArray(String[]::new))) {
			switch (task) {
				case START -> {
					// The listener below has said it all.
				}
				case HEAP -> sayHeap(context, buckets);
				case THREADS -> sayThreads(context, buckets, before);
			}
		}
	}

	/**
	 * Says how long the start took, beginning with that of the JVM.
	 */
	@EventListener(ApplicationReadyEvent.class)
	void sayReady() {
		long wall = System.currentTimeMillis() - ManagementFactory.getRuntimeMXBean().getStartTime();
		long processor = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
		say(Figure.READY_MILLIS, wall);
		say(Figure.PROCESSOR_MILLIS, processor / 1_000_000);
	}

	private static void sayHeap(ConfigurableApplicationContext context, int buckets) throws InterruptedException {
		ObjectProvider<HandMadeClients> handMade = context.getBeanProvider(HandMadeClients.class);
		List<S3Client> clients = IntStream.range(0, buckets / BUCKETS_PER_CLIENT)
			.mapToObj((number) -> handMade.stream()
				.map(HandMadeClients::newClient)
				.findFirst()
				.orElseGet(() -> context.getBean(S3Client.class)))
			.toList();
		// The first request of a client opens a connection and loads classes.
		for (int number = 0; number < clients.size(); number++) {
			Requests.list(clients.get(number), number * BUCKETS_PER_CLIENT);
		}
		long before = usedHeap();
		for (int bucket = 0; bucket < buckets; bucket++) {
			Requests.list(clients.get(bucket / BUCKETS_PER_CLIENT), bucket);
		}
		int sessions = buckets - clients.size();
		say(Figure.HEAP_PER_SESSION, (usedHeap() - before) / sessions);
	}

	private static void sayThreads(ConfigurableApplicationContext context, int buckets, Set<Thread> before)
			throws InterruptedException {
		S3Client client = context.getBean(S3Client.class);
		S3AsyncClient asyncClient = context.getBean(S3AsyncClient.class);
		S3Presigner presigner = context.getBean(S3Presigner.class);
		for (int bucket = 0; bucket < buckets; bucket++) {
			String name = Buckets.name(bucket);
			Requests.list(client, bucket);
			asyncClient.listObjectsV2((list) -> list.bucket(name).maxKeys(1)).join();
			presigner.presignGetObject((presign) -> presign.signatureDuration(URL_LIFE)
				.getObjectRequest((get) -> get.bucket(name).key("key")));
		}
		say(Figure.THREADS_AFTER_USE, added(before));
		Thread.sleep(Duration.parse(context.getEnvironment().getRequiredProperty(REST_PROPERTY)).toMillis());
		say(Figure.THREADS_AT_REST, added(before));
	}

	private static long added(Set<Thread> before) {
		return liveThreads().stream().filter((thread) -> !before.contains(thread)).count();
	}

	private static Set<Thread> liveThreads() {
		Collection<Thread> live = Thread.getAllStackTraces().keySet();
		return new HashSet<>(live);
	}

	// What cleaners and idle threads hold goes one after the other, some of it by time.
	private static long usedHeap() throws InterruptedException {
		long least = Long.MAX_VALUE;
		for (int sinceLess = 0; sinceLess < 5; sinceLess++) {
			System.gc();
			long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
			if (used < least - HEAP_NOISE) {
				least = used;
				sinceLess = 0;
			}
			Thread.sleep(500);
		}
		return least;
	}

	private static void say(Figure figure, long value) {
		System.out.println(figure + "=" + value);
	}

	/**
	 * What to find out.
	 */
	enum Task {

		/**
		 * How long the start takes.
		 */
		START,

		/**
		 * How much heap a session takes.
		 */
		HEAP,

		/**
		 * How many threads there are.
		 */
		THREADS

	}

	/**
	 * What the application says.
	 */
	enum Figure {

		/**
		 * Milliseconds from the start of the JVM to the ready event.
		 */
		READY_MILLIS,

		/**
		 * Milliseconds of processor time until then.
		 */
		PROCESSOR_MILLIS,

		/**
		 * Bytes.
		 */
		HEAP_PER_SESSION,

		/**
		 * Threads more than before the application was started, all buckets just used.
		 */
		THREADS_AFTER_USE,

		/**
		 * The same a while later.
		 */
		THREADS_AT_REST

	}

}
