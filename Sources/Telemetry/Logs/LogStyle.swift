import Glibc

/// A format that has been settled for a sink.
enum LogStyle: Sendable, Equatable {
    case text(isColoured: Bool)
    case json
    case journal

    /// The style of `format` on `sink`.
    init(_ format: Log.Format, sink: Log.Sink, environment: LogEnvironment) {
        switch format {
        case .json: self = .json
        case .journal: self = .journal
        case .auto where environment.isJournal(sink): self = .journal
        case .auto, .text: self = .text(isColoured: environment.isColoured(sink))
        }
    }
}

/// What of the environment decides how a log looks.
struct LogEnvironment: Sendable {
    /// `JOURNAL_STREAM`: device and inode of the stream, as `8:12345`.
    var journalStream: String?
    /// `NO_COLOR`: any text but none asks for no colour.
    var noColour: String?

    static var current: Self {
        Self(journalStream: variable("JOURNAL_STREAM"), noColour: variable("NO_COLOR"))
    }

    func isJournal(_ sink: Log.Sink) -> Bool {
        guard case .descriptor(let descriptor) = sink, let journalStream else { return false }
        return journalStream == Self.stream(of: descriptor)
    }

    func isColoured(_ sink: Log.Sink) -> Bool {
        guard case .descriptor(let descriptor) = sink, (noColour ?? "").isEmpty else {
            return false
        }
        return isatty(descriptor) == 1
    }

    /// Device and inode of the file behind `descriptor`, in the form of `JOURNAL_STREAM`.
    static func stream(of descriptor: Int32) -> String? {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { return nil }
        return "\(status.st_dev):\(status.st_ino)"
    }

    private static func variable(_ name: String) -> String? {
        getenv(name).map { String(cString: $0) }
    }
}
