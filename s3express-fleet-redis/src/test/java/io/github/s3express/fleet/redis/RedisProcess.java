/*
 * Copyright 2026-present the original author or authors.
 * SPDX-License-Identifier: Apache-2.0
 */

package io.github.s3express.fleet.redis;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import org.springframework.util.FileSystemUtils;

/**
 * A server process on a free port, with a temporary folder.
 */
final class RedisProcess implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final List<String> command;

	private final Path folder;

	private final int port;

	private Process process;

	private RedisProcess(List<String> command, Path folder, int port) {
		this.command = command;
		this.folder = folder;
		this.port = port;
	}

	/**
	 * Looks for a program, such as {@code redis-server}.
	 */
	static Optional<Path> program(String name) {
		return Stream.of(System.getenv("PATH").split(":"))
			.map((folder) -> Path.of(folder, name))
			.filter(Files::isExecutable)
			.findFirst();
	}

	static RedisProcess server(Path program, String... options) {
		return server(program, freePort(), options);
	}

	static RedisProcess server(Path program, int port, String... options) {
		Path folder = temporaryFolder();
		List<String> command = new ArrayList<>(List.of(program.toString(), "--port", "" + port, "--bind", "127.0.0.1",
				"--dir", folder.toString(), "--save", "", "--appendonly", "no", "--repl-diskless-sync-delay", "0"));
		command.addAll(Arrays.asList(options));
		RedisProcess process = new RedisProcess(command, folder, port);
		process.start();
		return process;
	}

	static RedisProcess sentinel(Path program, String configuration) {
		int port = freePort();
		Path folder = temporaryFolder();
		Path file = folder.resolve("sentinel.conf");
		try {
			Files.writeString(file, "port %d%nbind 127.0.0.1%ndir %s%n%s".formatted(port, folder, configuration));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		RedisProcess process = new RedisProcess(List.of(program.toString(), file.toString(), "--sentinel"), folder,
				port);
		process.start();
		return process;
	}

	static int freePort() {
		try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
			return socket.getLocalPort();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path temporaryFolder() {
		try {
			return Files.createTempDirectory("s3express-redis");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void start() {
		try {
			this.process = new ProcessBuilder(this.command).redirectErrorStream(true)
				.redirectOutput(this.folder.resolve("log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		await("the server listens", () -> call("PING").equals("+PONG"));
	}

	int port() {
		return this.port;
	}

	String address() {
		return "127.0.0.1:" + this.port;
	}

	/**
	 * Sends a command.
	 * @return the first line of the answer, or what a bulk string holds
	 */
	String call(String command) {
		try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port)) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
			BufferedReader reader = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
			String line = String.valueOf(reader.readLine());
			if (!line.startsWith("$") || line.equals("$-1")) {
				return line;
			}
			char[] text = new char[Integer.parseInt(line.substring(1))];
			int read = 0;
			while (read < text.length) {
				read += reader.read(text, read, text.length - read);
			}
			return new String(text);
		}
		catch (IOException ex) {
			return ex.toString();
		}
	}

	/**
	 * Records all commands that the server is sent, until it ends.
	 */
	void monitor(OutputStream target) {
		try {
			Socket socket = new Socket(InetAddress.getLoopbackAddress(), this.port);
			socket.getOutputStream().write("MONITOR\r\n".getBytes(StandardCharsets.UTF_8));
			Thread thread = new Thread(() -> {
				try (socket) {
					socket.getInputStream().transferTo(target);
				}
				catch (IOException ex) {
					// The server has ended.
				}
			}, "redis-monitor");
			thread.setDaemon(true);
			thread.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	void kill() {
		signal("KILL");
		try {
			this.process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	void stall() {
		signal("STOP");
	}

	void goOn() {
		signal("CONT");
	}

	private void signal(String signal) {
		signal(this.process, signal);
	}

	static void signal(Process process, String signal) {
		try {
			new ProcessBuilder("kill", "-" + signal, "" + process.pid()).start().waitFor();
		}
		catch (IOException | InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	static void await(String what, Callable<Boolean> condition) {
		await(what, PATIENCE, condition);
	}

	static void await(String what, Duration patience, Callable<Boolean> condition) {
		long end = System.nanoTime() + patience.toNanos();
		try {
			while (!condition.call()) {
				if (System.nanoTime() - end > 0) {
					throw new AssertionError("In vain waited until " + what);
				}
				TimeUnit.MILLISECONDS.sleep(20);
			}
		}
		catch (Exception ex) {
			throw new IllegalStateException(what, ex);
		}
	}

	@Override
	public void close() {
		this.process.destroyForcibly();
		try {
			this.process.waitFor();
			FileSystemUtils.deleteRecursively(this.folder);
		}
		catch (InterruptedException | IOException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
