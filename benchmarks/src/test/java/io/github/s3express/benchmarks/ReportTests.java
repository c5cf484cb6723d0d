/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.benchmarks;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import io.github.s3express.benchmarks.Comparison.Results;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

/**
 * What a run is written as.
 */
class ReportTests {

	private static final Comparison COMPARISON = new Comparison(LocalDate.of(2026, 1, 2), Map.of("Java", "17"),
			List.of(new Results("Calls", null, null,
					List.of(Row.counted("requests", "calls", 1000, 30, 30).withHeadline("Calls of <all> & one"),
							new Row("herd", "ms", null, 12.34, null, false, null),
							Row.measured("outage", "failed", 4, 0)))));

	@Test
	void tableShouldShowEachRowWithItsRatio() {
		assertThat(MarkdownTable.of(COMPARISON)).startsWith("2026-01-02: Java 17.")
			.contains("### Calls")
			.contains("| requests | calls | 1,000 | 30 | 33.3 × | 30 |")
			.contains("| herd | ms |  | 12.3 |  |  |")
			.contains("| outage | failed | 4 | 0 |  |  |");
	}

	@Test
	void jsonShouldHaveTheFiguresAsNumbers() {
		JsonNode row = JsonMapper.builder().build().readTree(ComparisonJson.of(COMPARISON)).at("/results/0/rows/0");
		assertThat(row.at("/sdk").asDouble()).isEqualTo(1000);
		assertThat(row.at("/managed").asDouble()).isEqualTo(30);
		assertThat(row.at("/exact").asBoolean()).isTrue();
	}

	@Test
	void chartShouldDrawBarsInProportionForRowsWithAHeadline() throws Exception {
		Document chart = DocumentBuilderFactory.newInstance()
			.newDocumentBuilder()
			.parse(new ByteArrayInputStream(ComparisonChart.of(COMPARISON).getBytes(StandardCharsets.UTF_8)));
		assertThat(chart.getDocumentElement().getTextContent()).contains("Calls of <all> & one").doesNotContain("herd");
		List<Double> bars = List.of(2, 3)
			.stream()
			.map((index) -> (Element) chart.getElementsByTagName("rect").item(index))
			.map((bar) -> Double.valueOf(bar.getAttribute("width")))
			.toList();
		assertThat(bars.get(1) / bars.get(0)).isCloseTo(0.03, within(0.0001));
	}

	@Test
	void pageShouldKeepWhatIsAroundTheTable() {
		String page = "before\n" + Documentation.BEGIN + "\nold\n" + Documentation.END + "\nafter\n";
		assertThat(Documentation.replaceTable(page, "new\n"))
			.isEqualTo("before\n" + Documentation.BEGIN + "\n\nnew\n\n" + Documentation.END + "\nafter\n");
	}

	@Test
	void pageWhenItHasNoPlaceForTheTableShouldSayHowToMakeOne() {
		assertThatIllegalArgumentException().isThrownBy(() -> Documentation.replaceTable("page", "table"))
			.withMessageContaining(Documentation.BEGIN);
	}

	@Test
	void publishingOfOneChapterShouldReplaceItsRowsAndKeepTheOthers(@TempDir Path folder) throws IOException {
		Files.createDirectory(folder.resolve("images"));
		Files.writeString(folder.resolve("benchmarks.md"), Documentation.BEGIN + "\n" + Documentation.END + "\n");
		Documentation documentation = new Documentation(folder);
		List<String> titles = List.of("Calls", "Hot path", "Size");
		LocalDate day = LocalDate.of(2026, 1, 2);
		documentation.publish(new Comparison(day, Map.of("Java", "17"), List.of(results("Calls", "calls"),
				results("Hot path", "look-up", "small GET"), results("Given up", "nobody"))), titles);
		documentation.publish(new Comparison(day.plusDays(1), Map.of("Java", "25"),
				List.of(results("Size", "heap"), results("Hot path", "look-up"))), titles);
		Comparison published = ComparisonJson.read(Files.readString(folder.resolve("benchmarks.json")));
		assertThat(published.results()).extracting(Results::chapter).containsExactly("Calls", "Hot path", "Size");
		assertThat(published.results()).flatExtracting(Results::rows)
			.extracting(Row::work)
			.containsExactly("calls", "look-up", "heap");
		assertThat(Files.readString(folder.resolve("benchmarks.md"))).contains("2026-01-03: Java 25.")
			.contains("### Calls\n\n2026-01-02: Java 17.\n")
			.contains("### Size\n\n| Work")
			.doesNotContain("small GET")
			.doesNotContain("Given up");
	}

	private static Results results(String chapter, String... works) {
		return new Results(chapter, null, null,
				Stream.of(works).map((work) -> Row.measured(work, "ms", 2, 1)).toList());
	}

}
