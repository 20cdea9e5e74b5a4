/// The words by which an arena of competitors holds a post until a curator has read it.
struct WordList {
    /// So long an entry is found inside of words too: Norwegian puts words together.
    private static let insideFrom = 4

    private let entries: [(text: String, pattern: [UInt8])]

    init(_ entries: [String]) {
        self.entries = entries.map { entry in
            let words = NorwegianText.words(entry).joined(separator: " ")
            return (entry, Array((words.count < Self.insideFrom ? " \(words) " : words).utf8))
        }
    }

    /// The entries that stand in one of the texts, case and accents aside.
    func found(in texts: [String]) -> [String] {
        let folded = texts.map { " " + NorwegianText.words($0).joined(separator: " ") + " " }
        return entries.filter { entry in
            folded.contains { $0.holds(entry.pattern) }
        }.map(\.text)
    }
}

extension Post.Content {
    /// All that the author has put in words.
    var texts: [String] {
        var texts = [title, body] + tags + collaborators.compactMap(\.name)
        texts += [
            lesson?.observation, lesson?.discussion, lesson?.conclusion, lesson?.recommendation,
        ].compactMap { $0 }
        return texts
    }
}
