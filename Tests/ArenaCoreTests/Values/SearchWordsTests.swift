import ArenaCore
import Testing

struct SearchWordsTests {
    @Test(arguments: [
        ("flom", true), ("FLOM", true), ("flo", true), ("lom", false), ("øv flom", true),
        ("ov", false), ("idè", true), ("flom brann", false), ("2026", true), ("", true),
        ("i 2026", true), ("vår", true), ("var", false), ("…", true), ("guovdageaidnu", true),
    ])
    func `all words of a query begin words of the texts`(_ query: String, _ isFound: Bool) {
        let texts = ["Flommen i 2026", "En øvelse, og en idé – «vår».", "Guovdageaidnu: čállit"]
        #expect(SearchWords(query).areFound(in: texts) == isFound)
    }

    /// What the words of the texts say, one by one.
    private static func areFound(_ query: String, in texts: [String]) -> Bool {
        let found = texts.flatMap(NorwegianText.words)
        return NorwegianText.words(query).allSatisfy { word in
            found.contains { $0.hasPrefix(word) }
        }
    }

    @Test func `bytes are found as words are, whatever the letters`() {
        var random = SeededGenerator(seed: 3)
        let letters: [Unicode.Scalar] =
            (0x20...0x17F).compactMap { Unicode.Scalar($0) }
            + (0x2000...0x2044).compactMap { Unicode.Scalar($0) }
            + ["\u{301}", "\u{30A}", "\u{0}", "\n", "Σ", "ς", "中", "🌊", "\u{FB01}", "Ⅷ"]
        let common: [Unicode.Scalar] = ["a", "B", "æ", "Ø", "å", "é", "1", " ", "-"]
        func text(_ length: Int) -> String {
            var text = String.UnicodeScalarView()
            for _ in 0..<length {
                let source = random.below(4) == 0 ? letters : common
                text.append(source[random.below(source.count)])
            }
            return String(text)
        }
        var found = 0
        for _ in 0..<30_000 {
            let texts = (0..<random.below(3)).map { _ in text(random.below(30)) }
            let query = text(1 + random.below(3))
            let expected = Self.areFound(query, in: texts)
            found += expected ? 1 : 0
            let isFound = SearchWords(query).areFound(in: texts)
            if isFound != expected { Issue.record("\(query.debugDescription) in \(texts)") }
        }
        #expect((3000...27_000).contains(found))
    }
}
