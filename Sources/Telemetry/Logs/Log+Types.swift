extension Log {
    /// How grave an event is. The raw value is the priority of syslog (RFC 5424 §6.2.1).
    ///
    /// A level is less than another when it is graver: `.error < .debug`.
    public enum Level: UInt8, Sendable, Comparable, CaseIterable {
        /// Something that should work does not.
        case error = 3
        /// Something may soon not work, or works worse than it should.
        case warning = 4
        /// A normal event that whoever runs the server wants to see.
        case notice = 5
        /// A normal event, such as a request.
        case info = 6
        /// Detail for finding faults.
        case debug = 7

        /// The level of this `name`, as `name` writes it; nil for any other text.
        public init?(name: some StringProtocol) {
            guard let level = Self.allCases.first(where: { $0.name == name }) else { return nil }
            self = level
        }

        /// The name in lower case, such as `warning`.
        public var name: String {
            switch self {
            case .error: "error"
            case .warning: "warning"
            case .notice: "notice"
            case .info: "info"
            case .debug: "debug"
            }
        }

        /// Whether `left` is graver than `right`.
        public static func < (left: Self, right: Self) -> Bool { left.rawValue < right.rawValue }
    }

    /// How an event becomes a line. The raw value is the name.
    public enum Format: String, Sendable, CaseIterable {
        /// `journal` when the descriptor is the stream of the systemd journal, else `text`.
        case auto
        /// Time, level, message and `name=value` fields, for people.
        case text
        /// One JSON object with the keys `time`, `level` and `msg`, and then the fields.
        case json
        /// The priority as `<5>`, the message and the fields, without the time (sd-daemon(3)).
        case journal
    }

    /// Where lines go.
    public enum Sink: Sendable {
        /// Written to an open file descriptor, one write(2) a line, without a wait for its reader.
        /// Failures are not reported.
        case descriptor(Int32)
        /// Given to a closure, with the line feed at the end, on the thread that logs.
        case closure(@Sendable ([UInt8]) -> Void)
    }
}
