import Dispatch
import Glibc

/// Writes events, one line each, to where the one who runs the program reads them.
///
/// A copy writes to the same place. Any thread may log, and waits for no reader: a descriptor is
/// written by a thread of the log's own, and where it is not read lines are dropped and counted.
/// Lines of one thread stay in order, and lines of several do not mix. Neither the message nor
/// the fields are computed when the level is off.
public struct Log: Sendable {
    /// The least grave level that is written.
    public let level: Level
    /// Fields that come first on every line.
    public let context: LogFields

    private let style: LogStyle
    private let output: Output
    private let clock: @Sendable () -> timespec

    /// A log that writes events as grave as `level` or graver to `sink`.
    ///
    /// `Format.auto` is settled here, once: with the environment variable `JOURNAL_STREAM`
    /// (systemd.exec(5)). Text is coloured only on a terminal and without `NO_COLOR`.
    public init(
        level: Level = .info, format: Format = .auto, sink: Sink = .descriptor(STDERR_FILENO)
    ) {
        self.init(
            level: level, style: LogStyle(format, sink: sink, environment: .current),
            sink: sink, clock: Self.wallClock)
    }

    init(
        level: Level, style: LogStyle, sink: Sink, clock: @escaping @Sendable () -> timespec
    ) {
        let output: Output =
            switch sink {
            case .closure(let receive): .closure(receive)
            case .descriptor(let descriptor):
                .queue(
                    LogQueue(descriptor) { count in
                        LogLine(
                            time: clock(), level: .warning, message: "log lines dropped",
                            fields: ["count": .integer(count)]
                        ).bytes(in: style)
                    })
            }
        self.init(level: level, style: style, output: output, context: [:], clock: clock)
    }

    private init(
        level: Level, style: LogStyle, output: Output, context: LogFields,
        clock: @escaping @Sendable () -> timespec
    ) {
        self.level = level
        self.style = style
        self.output = output
        self.context = context
        self.clock = clock
    }

    /// A sink that has been opened.
    private enum Output: Sendable {
        case closure(@Sendable ([UInt8]) -> Void)
        case queue(LogQueue)
    }

    /// A log that writes nothing, for tests and defaults.
    public static let silent = Log(level: .error, format: .text, sink: .closure { _ in })

    /// The same log with `fields` on every line, after those it has already.
    public func adding(_ fields: LogFields) -> Log {
        Log(
            level: level, style: style, output: output, context: context.merging(fields),
            clock: clock)
    }

    /// Whether events of `level` are written.
    public func isEnabled(_ level: Level) -> Bool { level <= self.level }

    /// Writes an event of `level`.
    public func write(
        _ level: Level, _ message: @autoclosure () -> String,
        _ fields: @autoclosure () -> LogFields = [:]
    ) {
        guard isEnabled(level) else { return }
        let line = LogLine(
            time: clock(), level: level, message: message(), fields: context.merging(fields()))
        switch output {
        case .closure(let receive): receive(line.bytes(in: style))
        case .queue(let queue): queue.append(line.bytes(in: style))
        }
    }

    /// Waits until all that was logged by now is written, for a second at most: to be called
    /// before the process ends.
    public func flush() {
        if case .queue(let queue) = output { queue.flush(patience: .seconds(1)) }
    }

    /// Writes an event of level `error`: something that should work does not.
    public func error(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
    ) {
        write(.error, message(), fields())
    }

    /// Writes an event of level `warning`: something may soon not work.
    public func warning(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
    ) {
        write(.warning, message(), fields())
    }

    /// Writes an event of level `notice`: normal, and wanted by whoever runs the server.
    public func notice(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
    ) {
        write(.notice, message(), fields())
    }

    /// Writes an event of level `info`: normal.
    public func info(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
    ) {
        write(.info, message(), fields())
    }

    /// Writes an event of level `debug`: detail for finding faults.
    public func debug(
        _ message: @autoclosure () -> String, _ fields: @autoclosure () -> LogFields = [:]
    ) {
        write(.debug, message(), fields())
    }

    @Sendable private static func wallClock() -> timespec {
        var time = timespec()
        clock_gettime(CLOCK_REALTIME, &time)
        return time
    }
}
