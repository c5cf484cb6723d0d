/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.fleet;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The sample as its command runs it: instances in JVMs of their own.
 */
@SpringBootTest(classes = FleetApplication.class, webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "fleet.session-lifetime=5m")
class FleetApplicationTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Autowired
	private PageController page;

	@LocalServerPort
	private int port;

	@BeforeEach
	void awaitInstances(@Autowired Surroundings.Store store) {
		Assumptions.assumeTrue(store.isThere(), "There is neither redis-server nor valkey-server on the PATH");
		await().atMost(PATIENCE)
			.until(() -> this.page.report().instances().values(), (all) -> all.size() >= 3
					&& all.stream().allMatch((sessions) -> sessions.size() == Surroundings.BUCKETS.size()));
	}

	@Test
	void eachSessionShouldBeMadeByOneInstance() {
		Map<String, Map<String, Instances.Session>> instances = this.page.report().instances();
		for (String bucket : Surroundings.BUCKETS) {
			assertThat(instances.values()).extracting((sessions) -> sessions.get(bucket).madeBy())
				.doesNotContainNull()
				.containsOnly(instances.get("instance A").get(bucket).madeBy());
		}
		assertThat(this.page.report().creations()).isEqualTo(Surroundings.BUCKETS.size());
	}

	@Test
	void pageShouldShowWhoMadeWhat() throws Exception {
		Path chromium = find("chromium");
		Path driver = find("chromedriver");
		Assumptions.assumeTrue(chromium != null && driver != null, "No chromium and chromedriver on the PATH");
		ChromeDriver browser = new ChromeDriver(
				new ChromeDriverService.Builder().usingDriverExecutable(new File(String.valueOf(driver))).build(),
				new ChromeOptions().setBinary(String.valueOf(chromium))
					.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
							"--disable-background-networking"));
		try {
			browser.manage().window().setSize(new Dimension(900, 600));
			browser.get("http://127.0.0.1:" + this.port + "/");
			await().atMost(PATIENCE)
				.until(() -> browser.findElements(By.cssSelector("td.made")).size() == Surroundings.BUCKETS.size());
			assertThat(browser.findElement(By.id("rows")).getText()).contains("made here", "from instance ");
			Files.write(Path.of("target/fleet-page.png"), browser.getScreenshotAs(OutputType.BYTES));
		}
		finally {
			browser.quit();
		}
	}

	private static @Nullable Path find(String program) {
		return Stream.of(System.getenv("PATH").split(":"))
			.map((folder) -> Path.of(folder, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
