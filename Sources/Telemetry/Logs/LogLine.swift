import Glibc

/// One event on its way to a line of bytes.
struct LogLine {
    let time: timespec
    let level: Log.Level
    let message: String
    let fields: LogFields

    /// The names that every JSON line has already.
    private static let reservedNames = ["time", "level", "msg"]

    /// The line in `style`, with the line feed at its end and none before.
    func bytes(in style: LogStyle) -> [UInt8] {
        var bytes: [UInt8] = []
        bytes.reserveCapacity(256)
        switch style {
        case .json: appendJSON(to: &bytes)
        case .journal:
            bytes.append(contentsOf: "<\(level.rawValue)>".utf8)
            appendWords(to: &bytes)
        case .text(let isColoured):
            UTCTime(time).append(to: &bytes)
            bytes.append(UInt8(ascii: " "))
            appendLevel(isColoured: isColoured, to: &bytes)
            bytes.append(UInt8(ascii: " "))
            appendWords(to: &bytes)
        }
        bytes.append(UInt8(ascii: "\n"))
        return bytes
    }

    private func appendJSON(to bytes: inout [UInt8]) {
        bytes.append(contentsOf: #"{"time":""#.utf8)
        UTCTime(time).append(to: &bytes)
        bytes.append(contentsOf: #"","level":""#.utf8)
        bytes.append(contentsOf: level.name.utf8)
        bytes.append(contentsOf: #"","msg":"#.utf8)
        LogEscape.appendQuoted(message, to: &bytes)
        for field in fields.fields {
            bytes.append(UInt8(ascii: ","))
            // A second key of the same name would make the line ambiguous (RFC 8259 §4).
            let isReserved = Self.reservedNames.contains(field.name)
            LogEscape.appendQuoted(isReserved ? field.name + "_" : field.name, to: &bytes)
            bytes.append(UInt8(ascii: ":"))
            switch field.value {
            case .string(let text): LogEscape.appendQuoted(text, to: &bytes)
            case .double(let number) where !number.isFinite:
                bytes.append(contentsOf: "null".utf8)
            case .integer, .double, .bool: appendPlain(field.value, to: &bytes)
            }
        }
        bytes.append(UInt8(ascii: "}"))
    }

    private func appendLevel(isColoured: Bool, to bytes: inout [UInt8]) {
        let padding = repeatElement(UInt8(ascii: " "), count: 7 - level.name.utf8.count)
        if isColoured { bytes.append(contentsOf: "\u{1b}[\(level.colour)m".utf8) }
        bytes.append(contentsOf: level.name.utf8)
        if isColoured { bytes.append(contentsOf: "\u{1b}[0m".utf8) }
        bytes.append(contentsOf: padding)
    }

    /// The message and the fields as `name=value`, quoted where they could be misread.
    private func appendWords(to bytes: inout [UInt8]) {
        LogEscape.append(message, to: &bytes)
        for field in fields.fields {
            bytes.append(UInt8(ascii: " "))
            appendWord(field.name, to: &bytes)
            bytes.append(UInt8(ascii: "="))
            if case .string(let text) = field.value {
                appendWord(text, to: &bytes)
            } else {
                appendPlain(field.value, to: &bytes)
            }
        }
    }

    private func appendWord(_ text: String, to bytes: inout [UInt8]) {
        if LogEscape.isWord(text) {
            bytes.append(contentsOf: text.utf8)
        } else {
            LogEscape.appendQuoted(text, to: &bytes)
        }
    }

    private func appendPlain(_ value: LogValue, to bytes: inout [UInt8]) {
        switch value {
        case .string(let text): bytes.append(contentsOf: text.utf8)
        case .integer(let number): bytes.append(contentsOf: String(number).utf8)
        case .double(let number): bytes.append(contentsOf: number.description.utf8)
        case .bool(let truth): bytes.append(contentsOf: (truth ? "true" : "false").utf8)
        }
    }
}

extension Log.Level {
    /// The parameter of the terminal's "select graphic rendition" sequence (ECMA-48 §8.3.117).
    fileprivate var colour: Int {
        switch self {
        case .error: 31
        case .warning: 33
        case .notice: 36
        case .info: 32
        case .debug: 90
        }
    }
}
