/// Norwegian text made comparable: slugs, sorting keys and the words that a filter looks for.
package enum NorwegianText {
    private static let transliterations: [Unicode.Scalar: String] = [
        "æ": "ae", "ø": "o", "å": "a", "ä": "a", "ö": "o", "ü": "u", "ß": "ss", "đ": "d",
        "ð": "d", "þ": "th", "ŋ": "ng", "ŧ": "t",
    ]

    /// The slug of a name by the table of CONVENTIONS §8: at most 80 characters, cut at a hyphen;
    /// empty where the name holds no letter and no digit.
    package static func slug(_ name: String) -> String {
        let lower = name.composed.lowercased()
        let spelled = lower.unicodeScalars.map { transliterations[$0] ?? String($0) }.joined()
        var slug = ""
        for scalar in spelled.decomposed.unicodeScalars {
            if scalar.isASCII,
                scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            {
                slug.unicodeScalars.append(scalar)
            } else if scalar.properties.generalCategory != .nonspacingMark, !slug.hasSuffix("-"),
                !slug.isEmpty
            {
                slug.append("-")
            }
        }
        return trimmed(slug)
    }

    private static func trimmed(_ slug: String) -> String {
        var slug = slug
        if slug.utf8.count > 80 {
            let cut = String(slug.prefix(81))
            if let hyphen = cut.lastIndex(of: "-") {
                slug = String(cut[..<hyphen])
            } else {
                slug = String(slug.prefix(80))
            }
        }
        while slug.hasSuffix("-") { slug.removeLast() }
        return slug
    }

    /// A key whose bytes sort as Norwegians expect: case aside, a–z then æ, ø, å, other accents
    /// folded away, `aa` not taken for `å` (CONVENTIONS §4).
    package static func sortingKey(_ text: String) -> [UInt8] {
        var key: [UInt8] = []
        for scalar in text.composed.lowercased().unicodeScalars {
            switch scalar {
            case "æ", "ä": key.append(0x7B)
            case "ø", "ö": key.append(0x7C)
            case "å": key.append(0x7D)
            case _ where scalar.isASCII: key.append(UInt8(scalar.value))
            default:
                let folded = String(scalar).decomposed
                for part in folded.unicodeScalars
                where part.properties.generalCategory != .nonspacingMark {
                    key.append(contentsOf: String(part).utf8)
                }
            }
        }
        return key
    }

    /// The words of a text, case folded and accents other than æ, ø, å taken away.
    package static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        for scalar in text.composed.lowercased().unicodeScalars {
            if scalar.properties.isAlphabetic || scalar.properties.numericType != nil {
                word.append(folded(scalar))
            } else if !word.isEmpty {
                words.append(word)
                word = ""
            }
        }
        if !word.isEmpty { words.append(word) }
        return words
    }

    private static func folded(_ scalar: Unicode.Scalar) -> String {
        switch scalar {
        case "æ", "ä": return "æ"
        case "ø", "ö": return "ø"
        case "å": return "å"
        case _ where scalar.isASCII: return String(scalar)
        default:
            let parts = String(scalar).decomposed.unicodeScalars
            return String(
                String.UnicodeScalarView(
                    parts.filter { $0.properties.generalCategory != .nonspacingMark }))
        }
    }
}
