import Glibc

/// The system's words for an errno, such as `No such file or directory`.
func systemReason(_ code: Int32) -> String {
    var buffer = [CChar](repeating: 0, count: 256)
    if strerror_r(code, &buffer, buffer.count) != 0 { return "error \(code)" }
    let bytes = buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
    return String(decoding: bytes, as: UTF8.self)
}

/// `text` with its control characters replaced: nothing in it ends the line or steers a terminal.
func oneLine(_ text: String) -> String {
    var line = ""
    for scalar in text.unicodeScalars {
        let isHarmless =
            switch scalar.properties.generalCategory {
            case .control, .format, .lineSeparator, .paragraphSeparator: false
            default: true
            }
        line.unicodeScalars.append(isHarmless ? scalar : " ")
    }
    return line
}
