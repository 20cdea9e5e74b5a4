/// Markup: what is written in a literal is markup, what is put into it is text and escaped.
struct Markup: Sendable, ExpressibleByStringInterpolation {
    let text: String

    init(stringLiteral text: String) {
        self.text = text
    }

    init(stringInterpolation parts: StringInterpolation) {
        text = parts.text
    }

    struct StringInterpolation: StringInterpolationProtocol {
        fileprivate var text = ""

        init(literalCapacity: Int, interpolationCount: Int) {
            text.reserveCapacity(literalCapacity + 16 * interpolationCount)
        }

        mutating func appendLiteral(_ literal: String) { text += literal }

        mutating func appendInterpolation(_ value: String) {
            for character in value {
                switch character {
                case "&": text += "&amp;"
                case "<": text += "&lt;"
                case ">": text += "&gt;"
                case "\"": text += "&quot;"
                case "'": text += "&#39;"
                default: text.append(character)
                }
            }
        }

        mutating func appendInterpolation(_ value: Int) { text += String(value) }
        mutating func appendInterpolation(_ part: Markup) { text += part.text }
        mutating func appendInterpolation(_ parts: [Markup]) {
            for part in parts { text += part.text }
        }
    }
}
