/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import io.github.s3express.local.S3Model.Member;
import io.github.s3express.local.S3Model.ModelOperation;
import io.github.s3express.local.WalkRequests.Sample;
import io.github.s3express.local.operation.Operation;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Walks the S3 API as the AWS SDK knows it: whatever is sent is answered rightly or with
 * 501, and 501 means that nothing was done. Writes docs/local-server-operations.md if the
 * system property {@code s3express.docs.write} is set, else compares it.
 *
 * @author The S3 Express Spring Boot authors
 */
class ModelWalkTests {

	private static final Path PAGE = Path.of("..", "docs", "local-server-operations.md");

	private static final Map<String, Operation> KNOWN = Arrays.stream(Operation.values())
		.collect(Collectors.toMap(Operation::apiName, Function.identity()));

	/** These make a request one for another operation, which may refuse it otherwise. */
	private static final Set<String> SELECTING = Set.of("uploadId", "partNumber", "x-amz-copy-source");

	private final List<String> wrong = new ArrayList<>();

	private final List<ModelOperation> model = S3Model.operations();

	private S3ExpressLocalServer server;

	private WalkRequests requests;

	private ControlRequests control;

	private String prepared = "";

	@BeforeEach
	void start() {
		this.server = WalkRequests.BUCKETS.stream()
			.reduce(S3ExpressLocalServer.builder(), S3ExpressLocalServer.Builder::bucket, (one, other) -> one)
			.start();
		this.requests = new WalkRequests(this.server);
		this.control = new ControlRequests(this.server);
	}

	@AfterEach
	void stop() {
		this.server.close();
	}

	@Test
	void everythingInTheModelShouldBeAnsweredRightlyOrRefused() throws IOException {
		assertThat(this.model).hasSizeGreaterThan(100);
		List<String> rows = new ArrayList<>();
		Set<String> without = new TreeSet<>();
		for (ModelOperation operation : this.model) {
			Operation known = KNOWN.get(operation.name());
			prepare();
			RawHttp.Answer answer = this.requests.base(operation).send();
			judge(operation.name(), answer, (known != null) ? 0 : 501, null);
			if (known == null) {
				without.add(operation.name());
			}
			for (Member member : operation.members()) {
				rows.addAll(walk(operation, known, member));
			}
		}
		for (Operation operation : Operation.values()) {
			if (this.model.stream().noneMatch((known) -> known.name().equals(operation.apiName()))) {
				rows.addAll(walkControl(operation));
			}
		}
		assertThat(String.join("\n", this.wrong)).isEmpty();
		page(rows, without);
	}

	@Test
	void membersOfOtherOperationsShouldBeRefused() throws IOException {
		Set<Member> all = new LinkedHashSet<>();
		this.model.forEach((operation) -> all.addAll(operation.members()));
		all.addAll(List.of(new Member("x-amz-unheard-of", true), new Member("unheard-of", false)));
		int refused = 0;
		for (ModelOperation operation : this.model) {
			Operation known = KNOWN.get(operation.name());
			for (Member member : all) {
				// Each third of the pairs, and what nobody has heard of, to spare time.
				boolean chosen = member.name().contains("unheard-of")
						|| (operation.name() + member).hashCode() % 3 == 0;
				if (chosen && known != null && use(known, member) == null && isMeaningful(member)) {
					prepare();
					RawHttp.Answer answer = send(operation, member, new Sample("some", 0));
					boolean other = SELECTING.contains(member.name()) && answer.status() / 100 == 4;
					judge(operation.name() + " " + member, answer, other ? answer.status() : 501,
							SELECTING.contains(member.name()) ? null : member.name());
					refused++;
				}
			}
		}
		assertThat(String.join("\n", this.wrong)).isEmpty();
		assertThat(refused).isGreaterThan(500);
	}

	private List<String> walk(ModelOperation operation, @Nullable Operation known, Member member) throws IOException {
		String use = (known != null) ? use(known, member) : null;
		boolean free = known != null && use == null && !isMeaningful(member);
		List<String> answers = new ArrayList<>();
		for (int i = 0; i < this.requests.samples(operation, member).size(); i++) {
			prepare();
			Sample sample = this.requests.samples(operation, member).get(i);
			int expected = (use != null || free) ? sample.status() : 501;
			RawHttp.Answer answer = send(operation, member, sample);
			String name = (expected == 501 && known != null && use == null) ? member.name() : null;
			judge(operation.name() + " " + member + "=" + sample.value(), answer, expected, name);
			answers.add((answer.status() + " " + answer.code()).strip());
		}
		String text = (use != null) ? use : (free ? "no effect" : "refused");
		return (known != null) ? List.of("| " + operation.name() + " | " + member + " | " + text + " | "
				+ String.join(", ", new LinkedHashSet<>(answers)) + " |") : List.of();
	}

	// An operation of the S3 Control API, which the model does not have.
	private List<String> walkControl(Operation operation) throws IOException {
		List<String> rows = new ArrayList<>();
		for (Member member : ControlRequests.members(operation)) {
			List<String> answers = new ArrayList<>();
			for (Sample sample : ControlRequests.samples(member)) {
				prepare();
				SignedRequest request = this.control.base(operation);
				RawHttp.Answer answer = (member.header() ? request.header(member.name(), sample.value())
						: request.query(member.name(), sample.value()))
					.send();
				judge(operation.apiName() + " " + member + "=" + sample.value(), answer, sample.status(), null);
				answers.add((answer.status() + " " + answer.code()).strip());
			}
			rows.add("| " + operation.apiName() + " | " + member + " | " + use(operation, member) + " | "
					+ String.join(", ", answers) + " |");
		}
		prepare();
		judge(operation.apiName(), this.control.base(operation).query("unheard-of", "").send(), 501, "unheard-of");
		judge(operation.apiName(), this.control.base(operation).header("x-amz-unheard-of", "1").send(), 501,
				"x-amz-unheard-of");
		return rows;
	}

	private RawHttp.Answer send(ModelOperation operation, Member member, Sample sample) throws IOException {
		SignedRequest request = this.requests.base(operation);
		sample.headers().forEach(request::header);
		if (member.header()) {
			String name = member.name().equals("x-amz-meta-") ? "x-amz-meta-colour" : member.name();
			// The length is what it is.
			return (name.equals("content-length") ? request : request.header(name, sample.value())).send();
		}
		return request.query(member.name(), sample.value()).send();
	}

	private void judge(String what, RawHttp.Answer answer, int expected, @Nullable String named) {
		boolean right = (expected == 0) ? answer.status() / 100 == 2 : answer.status() == expected;
		if (!right) {
			this.wrong.add(what + ": expected " + expected + ", got " + answer);
		}
		if (answer.status() == 501 && !answer.text().isEmpty()
				&& (!answer.code().equals("NotImplemented") || (named != null && !answer.text().contains(named)))) {
			this.wrong.add(what + " is not named: " + answer);
		}
		if (answer.status() >= 400 && !this.server.stateDigest().equals(this.prepared)) {
			this.wrong.add(what + ": refused, and carried out: " + answer);
		}
	}

	private void prepare() throws IOException {
		if (!this.server.stateDigest().equals(this.prepared)) {
			stop();
			start();
			this.requests.prepare();
			this.control.prepare();
			this.prepared = this.server.stateDigest();
		}
	}

	private static @Nullable String use(Operation operation, Member member) {
		return member.header() ? operation.useOfHeader(member.name()) : operation.useOfParameter(member.name());
	}

	// What any request may carry without being understood: headers that HTTP has for
	// everybody.
	private static boolean isMeaningful(Member member) {
		return !member.header() || member.name().startsWith("x-amz-") || member.name().startsWith("if-")
				|| member.name().equals("range") || member.name().equals("content-md5");
	}

	private static void page(List<String> rows, Set<String> without) throws IOException {
		StringBuilder text = new StringBuilder(
				"""
						# What the local server does with each operation and member

						Written by `ModelWalkTests` from the S3 model of the AWS SDK for Java (and, for tags and access points, from the S3 Control API), with the
						answers that came back when each was sent:
						first with a value that the service carries out, then with one that it refuses. Run it with `-Ds3express.docs.write=true` to
						write this page anew; otherwise it compares.

						*honoured*: does what the documentation says. *checked*: refused unless it says what is so anyway. *no effect*: taken, and
						nothing comes of it. *refused*: 501 `NotImplemented`, which names it; nothing is done.

						| operation | member | use | answers |
						|---|---|---|---|
						""");
		rows.forEach((row) -> text.append(row).append('\n'));
		text.append("\nThe local server does not have these operations and answers 501 `NotImplemented`: ")
			.append(String.join(", ", without))
			.append(".\n");
		if (Boolean.getBoolean("s3express.docs.write")) {
			Files.writeString(PAGE, text);
		}
		assertThat(text.toString()).as("the page is out of date; run with -Ds3express.docs.write=true")
			.isEqualTo(Files.readString(PAGE));
	}

}
