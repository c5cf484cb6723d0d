/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.samples.createsession;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Writes the tables of {@code docs/create-session.md}: which option is held by what. To
 * write them again, set the system property {@code create-session.record}.
 */
class OptionsPageTests {

	static final Path PAGE = Path.of("../../docs/create-session.md");

	private static final String REFERENCE = "[create-session](https://docs.aws.amazon.com/cli/latest/reference/s3api/create-session.html)";

	private static final String GLOBAL = "[options of all commands](https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-options.html)";

	private static final String PROMPT = "[auto-prompt](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-parameters-prompting.html)";

	private static final String SKELETON = "[skeletons](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-skeleton.html)";

	private static final String CODES = "[return codes](https://docs.aws.amazon.com/cli/latest/userguide/cli-usage-returncodes.html)";

	private static final String OWN = "of its own";

	private static final Held SENDS = new Held(AwsCliComparisonTests.class,
			"runWhenServiceIsAskedShouldSendWhatAwsCliSends");

	private static final Held PRINTS = new Held(AwsCliComparisonTests.class,
			"runWhenServiceAnswersShouldPrintWhatAwsCliPrints");

	private static final Held SAYS = new Held(AwsCliComparisonTests.class,
			"runWhenSomethingIsWrongShouldSayWhatAwsCliSays");

	private static final Held ONE_SENTENCE = program("runWhenInputIsWrongShouldSayOneSentence");

	private static final Held NO_EFFECT = program("runWhenOptionsHaveNoEffectShouldTakeThem");

	private static final List<Row> OPTIONS = List.of(
			new Row("--bucket", REFERENCE, "the request; several at once; names that are none", SENDS,
					program("runWhenSeveralBucketsShouldListTheirSessions"), ONE_SENTENCE),
			new Row("--session-mode", REFERENCE, "the request; the server's session", SENDS,
					program("runShouldPrintSessionThatServerKnows")),
			new Row("--server-side-encryption", REFERENCE, "the request; what the server says of it", SENDS,
					program("runWhenEncryptionIsAskedForShouldSendIt")),
			new Row("--ssekms-key-id", REFERENCE, "the request; without `aws:kms` refused", SENDS, ONE_SENTENCE),
			new Row("--ssekms-encryption-context", REFERENCE,
					"the request; text and `file://`; refused unless it names the bucket", SENDS,
					program("runWhenEncryptionContextIsGivenShouldSendIt"),
					program("runWhenEncryptionContextIsNotTheBucketsShouldRefuseIt")),
			new Row("--bucket-key-enabled", REFERENCE, "the request", SENDS,
					program("runWhenEncryptionIsAskedForShouldSendIt")),
			new Row("--no-bucket-key-enabled", REFERENCE, "refused: directory buckets always use one", ONE_SENTENCE),
			new Row("--cli-input-json", REFERENCE, "text and `file://`; the command line has precedence; errors",
					PRINTS, SENDS, SAYS),
			new Row("--cli-input-yaml", REFERENCE, "text and `file://`; the command line has precedence", SENDS,
					program("runWhenOptionAndInputDifferShouldTakeOption")),
			new Row("--generate-cli-skeleton", SKELETON,
					"`output`; `input`, of whose values the CLI draws lots, and `yaml-input` are inputs again", PRINTS,
					program("skeletonsShouldBeInputs")),
			new Row("--debug", GLOBAL, "no secret in it", program("debugShouldHoldNoSecret")),
			new Row("--endpoint-url", GLOBAL, "errors; precedence over the environment", SAYS,
					packaged("endpointUrlShouldWinOverEnvironmentOfProcess")),
			new Row("--no-verify-ssl", GLOBAL, "a certificate that nobody trusts",
					connection("runWhenServiceHasCertificateOfItsOwnShouldTrustWhatIsNamed")),
			new Row("--no-paginate", GLOBAL, "has no effect", PRINTS, NO_EFFECT),
			new Row("--output", GLOBAL, "each format, whole and in parts, byte for byte", PRINTS),
			new Row("--query", GLOBAL, "21 expressions in each format, byte for byte", PRINTS),
			new Row("--profile", GLOBAL, "credentials and settings of a profile; one that is absent", SAYS,
					program("runWhenConfigurationAsksForWireTimesShouldPrintThem")),
			new Row("--region", GLOBAL, "the request's signature", SENDS),
			new Row("--version", GLOBAL, "tells this program's own", program("versionAndHelpShouldNeedNothing")),
			new Row("--color", GLOBAL, "tables; no effect elsewhere", PRINTS, NO_EFFECT),
			new Row("--no-sign-request", GLOBAL, "no signature is sent; what the server says", SENDS, SAYS),
			new Row("--ca-bundle", GLOBAL, "option, variable, configuration, in this order",
					connection("runWhenServiceHasCertificateOfItsOwnShouldTrustWhatIsNamed")),
			new Row("--cli-read-timeout", GLOBAL, "a server that does not answer, and one that is slow",
					connection("runWhenServiceDoesNotAnswerShouldEndWithReadTimeout"),
					connection("runWhenServiceIsSlowShouldWaitAsLongAsReadTimeoutSays")),
			new Row("--cli-connect-timeout", GLOBAL, "a server that takes no connection",
					connection("runWhenServiceTakesNoConnectionShouldEndWithConnectTimeout")),
			new Row("--cli-binary-format", GLOBAL, "has no effect: no parameter is binary", PRINTS, NO_EFFECT),
			new Row("--no-cli-pager", GLOBAL, "has no effect: there is no pager", PRINTS, NO_EFFECT),
			new Row("--cli-auto-prompt", PROMPT, "questions, wrong answers, modes; on a terminal",
					program("promptShouldAskUntilAnswersFit"),
					program("promptWhenPartialShouldAskOnlyWhereBucketLacks"),
					new Held(PackagedTerminalTests.class, "promptShouldAskForWhatIsMissing")),
			new Row("--no-cli-auto-prompt", PROMPT, "asks nothing", PRINTS, NO_EFFECT),
			new Row("--help", OWN, "lists the options", program("versionAndHelpShouldNeedNothing")),
			new Row("--export", OWN, "a shell's variables; version 1 of a credential process; quotes",
					program("exportShouldBeWhatShellsTake"), program("exportWhenCredentialProcessShouldBeVersionOne"),
					program("exportWhenOtherShellsShouldQuoteAsTheyDo")),
			new Row("--watch", OWN, "lines into a pipe; a countdown on a terminal",
					new Held(SessionWatchTests.class, "watchIntoPipeShouldWriteLineForEachEventUntilNobodyReads"),
					new Held(PackagedTerminalTests.class, "watchShouldCountDownOnOneLineForEachSession")),
			new Row("exec", OWN, "its profile is kept fresh; nothing is left behind",
					new Held(SessionProcessTests.class, "execShouldKeepProfileFreshAndLeaveNothingBehind"),
					new Held(SessionProcessTests.class, "execWhenSeveralBucketsShouldGiveEachProfileOfItsOwn")),
			new Row("exec --with-keys", OWN, "variables beside the profile",
					new Held(SessionProcessTests.class, "execWhenKeysAreWantedShouldSetThemToo")),
			new Row("exec --help", OWN, "lists the options", program("versionAndHelpShouldNeedNothing")),
			new Row("generate-completion", OWN, "what bash completes", program("completionShouldWorkInBash")));

	private static final List<Row> PROMISES = List.of(
			new Row("`--debug` holds no secret", OWN, "", program("debugShouldHoldNoSecret")),
			new Row("errors hold none", OWN, "", program("errorsShouldHoldNoSecret")),
			new Row("the process list holds none, with `exec` either", OWN, "",
					packaged("execShouldShowNoSecretInProcessList")),
			new Row("`--watch` shows none", OWN, "",
					new Held(SessionWatchTests.class, "watchIntoPipeShouldWriteLineForEachEventUntilNobodyReads")),
			new Row("a warning comes before secrets on a terminal, with `--export` alone", OWN, "",
					program("exportWhenOutputIsTerminalShouldWarn")),
			new Row("files are 0600 in a folder that is 0700, and gone when the command ends", OWN, "",
					new Held(SessionProcessTests.class, "execShouldKeepProfileFreshAndLeaveNothingBehind")),
			new Row("they are gone too if the program is ended from outside", OWN, "",
					packaged("execWhenEndedFromOutsideShouldEndCommandAndLeaveNothingBehind")),
			new Row("the archive of classes is its user's alone", OWN, "",
					packaged("scriptShouldKeepArchiveFromOtherUsers")));

	private static final List<Row> EXIT_CODES = List.of(new Row("`0`: done", CODES, "", PRINTS),
			new Row("`130`: interrupted, or nobody reads on", CODES, "",
					new Held(SessionWatchTests.class, "watchIntoPipeShouldWriteLineForEachEventUntilNobodyReads"),
					new Held(PackagedTerminalTests.class, "watchShouldCountDownOnOneLineForEachSession")),
			new Row("`252`: the command line or a parameter is wrong", CODES, "", SAYS, ONE_SENTENCE),
			new Row("`253`: the environment or the configuration is wrong or incomplete", CODES, "",
					program("runWhenThereAreNoCredentialsShouldSaySo"), ONE_SENTENCE),
			new Row("`254`: the service refused", CODES, "", SAYS,
					program("runWhenServiceIsBusyShouldTryAsOftenAsAwsCli")),
			new Row("`255`: anything else, such as an endpoint that does not answer", CODES, "", SAYS, ONE_SENTENCE),
			new Row("the command's own, with `exec`", OWN, "",
					new Held(SessionProcessTests.class, "execShouldKeepProfileFreshAndLeaveNothingBehind")));

	@Test
	void tableShouldHaveRowForEachOption() {
		assertThat(OPTIONS).extracting(Row::name).doesNotHaveDuplicates().hasSameElementsAs(options());
	}

	private static List<String> options() {
		CommandSpec program = new CommandLine(new CreateSessionOptions()).getCommandSpec();
		List<String> options = new ArrayList<>(names(program, ""));
		program.subcommands().forEach((name, command) -> {
			options.add(name);
			if (command.getCommandSpec().userObject() instanceof ExecOptions) {
				options.addAll(names(command.getCommandSpec(), name + " "));
			}
		});
		return options;
	}

	private static List<String> names(CommandSpec command, String prefix) {
		return command.options().stream().map((option) -> prefix + option.longestName()).toList();
	}

	@TestFactory
	Stream<DynamicTest> rowShouldNameTestsThatExist() {
		return Stream.of(OPTIONS, PROMISES, EXIT_CODES)
			.flatMap(List::stream)
			.map((row) -> DynamicTest.dynamicTest(row.name(),
					() -> assertThat(row.heldBy()).isNotEmpty().allMatch(Held::isTest, "is a test that runs")));
	}

	@TestFactory
	Stream<DynamicTest> testOfRowShouldUseOption() {
		return OPTIONS.stream()
			.map((row) -> DynamicTest.dynamicTest(row.name(), () -> assertThat(sources(row.heldBy()))
				.anyMatch((source) -> source.contains('"' + row.name().replaceFirst("exec ", "") + '"'))));
	}

	private static List<String> sources(List<Held> tests) throws IOException {
		List<String> sources = new ArrayList<>();
		for (Held test : tests) {
			sources.add(source(test.type()));
			if (test.type() == AwsCliComparisonTests.class) {
				sources.add(source(Comparisons.class));
			}
		}
		return sources;
	}

	private static String source(Class<?> type) throws IOException {
		return Files.readString(Path.of("src/test/java", type.getName().replace('.', '/') + ".java"));
	}

	@Test
	void pageShouldHoldTables() throws IOException {
		String page = Files.readString(PAGE);
		String written = replace(page, "options", optionsTable());
		written = replace(written, "promises", table("promise", PROMISES));
		written = replace(written, "exit codes", table("exit code", EXIT_CODES));
		if (System.getProperty("create-session.record") != null) {
			Files.writeString(PAGE, written);
			return;
		}
		assertThat(page).as("%s; -Dcreate-session.record writes it", PAGE).isEqualTo(written);
	}

	private static String replace(String page, String name, String table) {
		return replace(page, name, OptionsPageTests.class.getSimpleName(), table);
	}

	static String replace(String page, String name, String writer, String table) {
		String begin = "<!-- %s: written by %s -->\n".formatted(name, writer);
		String end = "<!-- end of %s -->".formatted(name);
		assertThat(page).contains(begin, end);
		return page.substring(0, page.indexOf(begin) + begin.length()) + table + page.substring(page.indexOf(end));
	}

	private static String optionsTable() throws IOException {
		StringBuilder table = new StringBuilder();
		table.append("| option | %s | documentation | what | held by |\n|---|---|---|---|---|---|\n"
			.formatted(Arrays.stream(AwsCli.values()).map(AwsCli::version).collect(Collectors.joining(" | "))));
		for (Row row : OPTIONS) {
			table.append("| `%s` |".formatted(row.name()));
			for (AwsCli cli : AwsCli.values()) {
				long lines = commandLines(cli).stream().filter((line) -> line.contains(row.name())).count();
				table.append((lines > 0) ? " %d |".formatted(lines) : " |");
			}
			table.append(" %s | %s | %s |\n".formatted(row.documentation(), row.what(), row.tests()));
		}
		return table.toString();
	}

	private static Collection<List<String>> commandLines(AwsCli cli) throws IOException {
		List<List<String>> all = new ArrayList<>();
		cli.recorded().forEach((outcome) -> all.add(outcome.arguments()));
		cli.recordedRequests().forEach((request) -> all.add(request.arguments()));
		return all;
	}

	private static String table(String title, List<Row> rows) {
		StringBuilder table = new StringBuilder("| %s | held by |\n|---|---|\n".formatted(title));
		rows.forEach((row) -> table.append("| %s | %s |\n".formatted(row.name(), row.tests())));
		return table.toString();
	}

	private static Held program(String method) {
		return new Held(CreateSessionProgramTests.class, method);
	}

	private static Held connection(String method) {
		return new Held(ConnectionOptionsTests.class, method);
	}

	private static Held packaged(String method) {
		return new Held(PackagedProgramTests.class, method);
	}

	private record Row(String name, String documentation, String what, List<Held> heldBy) {

		Row(String name, String documentation, String what, Held... heldBy) {
			this(name, documentation, what, List.of(heldBy));
		}

		String tests() {
			return this.heldBy.stream()
				.map((held) -> "`%s`".formatted(held.type().getSimpleName() + "." + held.method()))
				.collect(Collectors.joining(", "));
		}

	}

	private record Held(Class<?> type, String method) {

		boolean isTest() {
			return Arrays.stream(this.type.getDeclaredMethods())
				.filter((candidate) -> candidate.getName().equals(this.method))
				.anyMatch((candidate) -> candidate.isAnnotationPresent(Test.class)
						|| candidate.isAnnotationPresent(ParameterizedTest.class));
		}

	}

}
