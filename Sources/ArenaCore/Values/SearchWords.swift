/// The words that a search asks for: all of them must begin words of what is searched
/// (CONVENTIONS §4, `q`).
package struct SearchWords: Sendable, Equatable {
    private let words: [String]
    /// The bytes of each.
    private let patterns: [[UInt8]]

    /// The words of `text`, case and accents other than those of æ, ø and å aside.
    package init(_ text: String = "") {
        words = NorwegianText.words(text)
        patterns = words.map { Array($0.utf8) }
    }

    /// Whether nothing is asked for.
    package var isEmpty: Bool { words.isEmpty }

    /// Whether every word begins a word of one of the texts.
    package func areFound(in texts: [String]) -> Bool {
        var missing = Array(words.indices)
        for text in texts where !missing.isEmpty { take(from: &missing, foundIn: text) }
        return missing.isEmpty
    }

    /// Takes those words away that begin a word of the text. Nearly every text is of letters that
    /// fold one by one, and is gone through once, as bytes; others are made into words first.
    private func take(from missing: inout [Int], foundIn text: String) {
        var text = text
        let isFolded = text.withUTF8 { bytes in
            withUnsafeTemporaryAllocation(of: UInt8.self, capacity: bytes.count + 1) { folded in
                guard let count = FoldedLetters.fold(bytes, into: folded) else { return false }
                take(from: &missing, in: UnsafeBufferPointer(folded)[..<count])
                return true
            }
        }
        if isFolded { return }
        let found = NorwegianText.words(text)
        missing.removeAll { index in found.contains { $0.hasPrefix(words[index]) } }
    }
}

extension SearchWords {
    /// Takes those words away that stand behind a zero.
    private func take(from missing: inout [Int], in folded: Slice<UnsafeBufferPointer<UInt8>>) {
        for zero in folded.indices where folded[zero] == 0 {
            if missing.isEmpty { return }
            let rest = folded[(zero + 1)...]
            missing.removeAll { rest.starts(with: patterns[$0]) }
        }
    }
}

/// Folds letters that need no look at their neighbours: ASCII, Latin-1, and the signs between.
private enum FoldedLetters {
    /// Writes the words of the text, as `NorwegianText.words` makes them, each with a zero before
    /// it, and gives how many bytes that takes, at most one more than the text has; nil where the
    /// text holds anything else.
    static func fold(
        _ text: UnsafeBufferPointer<UInt8>, into words: UnsafeMutableBufferPointer<UInt8>
    ) -> Int? {
        words[0] = 0
        var count = 1
        var offset = 0
        let table = table
        while offset < text.count {
            let byte = text[offset]
            if byte < 0x80 {
                let folded = table[Int(byte)].last
                // One zero is enough between two words.
                if folded != 0 || words[count - 1] != 0 {
                    words[count] = folded
                    count += 1
                }
                offset += 1
                continue
            }
            guard let (scalar, length) = scalar(text, offset), let letter = folded(scalar, table)
            else { return nil }
            if letter.first != 0 {
                words[count] = letter.first
                count += 1
            }
            if letter.last != 0 || words[count - 1] != 0 {
                words[count] = letter.last
                count += 1
            }
            offset += length
        }
        return count
    }

    /// Up to two bytes of a letter, the first zero where one is enough; both zero for what is no
    /// part of a word.
    private typealias Letter = (first: UInt8, last: UInt8)

    private static func folded(_ scalar: UInt32, _ table: [Letter]) -> Letter? {
        switch scalar {
        case 0..<0x100: table[Int(scalar)]
        // Dashes, quotation marks, spaces and dots: none of them is part of a word.
        case 0x2010...0x203A: (0, 0)
        default: nil
        }
    }

    private static func scalar(
        _ text: UnsafeBufferPointer<UInt8>, _ offset: Int
    ) -> (value: UInt32, length: Int)? {
        let first = UInt32(text[offset])
        if first < 0xE0 {
            return ((first & 0x1F) << 6 | UInt32(text[offset + 1]) & 0x3F, 2)
        }
        guard first < 0xF0 else { return nil }
        let middle = UInt32(text[offset + 1]) & 0x3F
        return ((first & 0xF) << 12 | middle << 6 | UInt32(text[offset + 2]) & 0x3F, 3)
    }

    /// By scalar below U+0100.
    private static let table: [Letter] = (0..<0x100).map { number in
        let bytes =
            NorwegianText.words(String(Unicode.Scalar(UInt8(number))))
            .first.map { Array($0.utf8) } ?? []
        switch bytes.count {
        case 1: return (0, bytes[0])
        case 2: return (bytes[0], bytes[1])
        default: return (0, 0)
        }
    }
}
