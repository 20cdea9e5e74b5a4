import Glibc

/// Where a command writes: data for programs, and messages for people.
package struct Console: Sendable {
    /// Takes data; answers 0, or the errno of a write that failed.
    private let data: @Sendable (String) -> Int32
    private let messages: @Sendable (String) -> Void
    /// Whether somebody looks on: then how far a command has come is worth telling.
    let isTerminal: Bool

    /// A console that gives its text to closures; `data` answers 0 or an errno.
    package init(
        data: @escaping @Sendable (String) -> Int32,
        messages: @escaping @Sendable (String) -> Void, isTerminal: Bool = false
    ) {
        self.isTerminal = isTerminal
        self.data = data
        self.messages = messages
    }

    /// Data to standard output, messages to standard error.
    package static let standard = Console(
        data: { writeWhole($0, to: STDOUT_FILENO) },
        messages: { _ = writeWhole($0, to: STDERR_FILENO) },
        isTerminal: isatty(STDERR_FILENO) == 1)

    /// Writes `text` as it is. Data that nobody receives must not look like success.
    package func write(_ text: String) throws(CommandFailure) {
        let code = data(text)
        if code != 0 {
            throw CommandFailure(
                .inputOutput, "cannot write to standard output: \(systemReason(code))")
        }
    }

    /// Shows on a terminal how far a command has come, over what it showed before; nil wipes it.
    func show(_ progress: String?) {
        if isTerminal { messages("\r\u{1B}[K\(progress.map(oneLine) ?? "")") }
    }

    /// Tells one line to whoever runs the command.
    package func tell(_ message: String) {
        messages("arena: \(oneLine(message))\n")
    }
}

/// Writes all of `text`; the errno of the call that failed, else 0.
private func writeWhole(_ text: String, to descriptor: Int32) -> Int32 {
    Array(text.utf8).withUnsafeBytes { bytes in
        var rest = bytes[...]
        while !rest.isEmpty {
            let chunk = UnsafeRawBufferPointer(rebasing: rest)
            let count = Glibc.write(descriptor, chunk.baseAddress, chunk.count)
            if count > 0 {
                rest = rest.dropFirst(count)
            } else if count == 0 || errno != EINTR {
                return count == 0 ? EIO : errno
            }
        }
        return 0
    }
}
