/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.quickstart;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.Keys;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.context.SpringBootTest;

import io.github.s3express.test.autoconfigure.AutoConfigureS3Express;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The page in a headless Chromium. Skipped where there is none.
 */
@SpringBootTest(webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
		properties = "s3express.session.retry.max-retries=0")
@AutoConfigureS3Express(sessionLifetime = "24s")
@EnabledIf(value = "browserIsThere", disabledReason = "No chromium and chromedriver on the PATH "
		+ "(Debian: chromium chromium-driver), so the page is not tested")
class PageTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private static @Nullable ChromeDriver browser;

	@BeforeAll
	static void start() {
		ChromeOptions options = new ChromeOptions().setBinary(String.valueOf(find("chromium")))
			.addArguments("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--disable-gpu",
					"--disable-background-networking");
		ChromeDriverService.Builder service = new ChromeDriverService.Builder()
			.usingDriverExecutable(new File(String.valueOf(find("chromedriver"))));
		browser = new ChromeDriver(service.build(), options);
	}

	@BeforeEach
	void open(@Value("${local.server.port}") int port) {
		browser().get("http://127.0.0.1:" + port + "/");
		await().atMost(PATIENCE).until(() -> !browser().findElements(By.cssSelector("article.FRESH")).isEmpty());
	}

	@AfterAll
	static void close() {
		if (browser != null) {
			browser.quit();
		}
	}

	static boolean browserIsThere() {
		return find("chromium") != null && find("chromedriver") != null;
	}

	@Test
	void pageShouldShowFreshnessFallingAndRefreshRenewingIt() {
		int before = remaining();
		await().atMost(PATIENCE).until(() -> remaining() < before);
		int made = made();
		press("article .refresh");
		await().atMost(PATIENCE).until(() -> made() > made && remaining() >= before);
		await().atMost(PATIENCE).until(() -> news().startsWith("Refreshed quickstart--use1-az4--x-s3"));
	}

	@Test
	void pageShouldShowAnOutageAsStaleAndThenRecovery() throws Exception {
		press("#outage");
		await().atMost(PATIENCE).until(() -> news().contains("CreateSession fails from now on"));
		press("article .refresh");
		await().atMost(PATIENCE).until(() -> freshness().equals("STALE"));
		assertThat(text("article .error")).contains("503 ServiceUnavailable");
		assertThat(text("#latency-text")).contains(" 0 failed of ");
		browser().manage().window().setSize(new Dimension(900, 1000));
		Files.write(Path.of("target/sessions-page.png"), browser().getScreenshotAs(OutputType.BYTES));
		press("#outage");
		await().atMost(PATIENCE).until(() -> freshness().equals("FRESH"));
	}

	@Test
	void pageShouldBeUsableByKeyboardAndOnAPhone() {
		browser().manage().window().setSize(new Dimension(360, 740));
		WebElement active = browser().switchTo().activeElement();
		active.sendKeys(Keys.TAB);
		assertThat(browser().switchTo().activeElement().getText()).isEqualTo("CreateSession fails");
		browser().switchTo().activeElement().sendKeys(Keys.TAB);
		assertThat(browser().switchTo().activeElement().getAccessibleName()).startsWith("Refresh quickstart--");
		assertThat(browser().findElement(By.cssSelector("article .bar")).getAriaRole()).isEqualTo("meter");
		long width = (Long) browser().executeScript("return document.documentElement.scrollWidth");
		long window = (Long) browser().executeScript("return window.innerWidth");
		assertThat(width).as("width of the page").isLessThanOrEqualTo(window);
	}

	private void press(String selector) {
		browser().findElement(By.cssSelector(selector)).click();
	}

	private int remaining() {
		return Integer.parseInt(
				String.valueOf(browser().findElement(By.cssSelector("article .bar")).getDomAttribute("aria-valuenow")));
	}

	private int made() {
		return Integer
			.parseInt(String.valueOf(browser().findElement(By.cssSelector("article")).getDomAttribute("data-made")));
	}

	private String freshness() {
		return text("article .freshness");
	}

	private String news() {
		return text("#news");
	}

	private String text(String selector) {
		return browser().findElement(By.cssSelector(selector)).getText();
	}

	private static ChromeDriver browser() {
		assertThat(browser).isNotNull();
		return browser;
	}

	private static @Nullable Path find(String program) {
		return Stream.of(String.valueOf(System.getenv("PATH")).split(":"))
			.map((directory) -> Path.of(directory, program))
			.filter(Files::isExecutable)
			.findFirst()
			.orElse(null);
	}

}
