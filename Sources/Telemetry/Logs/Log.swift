import Glibc

/// Writes events, one line each, to where the one who runs the program reads them.
///
/// A copy writes to the same place. Any thread may log; lines of several threads do not mix as
/// long as the operating system writes each at once, which pipes promise up to 4096 bytes.
/// Neither the message nor the fields are computed when the level is off.
public struct Log: Sendable {
    /// The least grave level that is written.
    public let level: Level
    /// Fields that come first on every line.
    public let context: LogFields

    private let style: LogStyle
    private let sink: Sink
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
        level: Level, style: LogStyle, sink: Sink, context: LogFields = [:],
        clock: @escaping @Sendable () -> timespec
    ) {
        self.level = level
        self.style = style
        self.sink = sink
        self.context = context
        self.clock = clock
    }

    /// A log that writes nothing, for tests and defaults.
    public static let silent = Log(level: .error, format: .text, sink: .closure { _ in })

    /// The same log with `fields` on every line, after those it has already.
    public func adding(_ fields: LogFields) -> Log {
        Log(
            level: level, style: style, sink: sink, context: context.merging(fields),
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
        sink.write(line.bytes(in: style))
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

extension Log.Sink {
    /// Hands one whole line over.
    func write(_ line: [UInt8]) {
        switch self {
        case .closure(let receive): receive(line)
        case .descriptor(let descriptor): Self.write(line, to: descriptor)
        }
    }

    private static func write(_ line: [UInt8], to descriptor: Int32) {
        line.withUnsafeBytes { bytes in
            var rest = bytes[...]
            while !rest.isEmpty {
                let chunk = UnsafeRawBufferPointer(rebasing: rest)
                let count = Glibc.write(descriptor, chunk.baseAddress, chunk.count)
                if count > 0 {
                    rest = rest.dropFirst(count)
                } else if count == 0 || errno != EINTR {
                    // There is nowhere left to report that the log cannot be written.
                    return
                }
            }
        }
    }
}
