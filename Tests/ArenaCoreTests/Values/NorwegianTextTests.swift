import ArenaCore
import Testing

struct NorwegianTextTests {
    @Test(arguments: [
        ("Møre og Romsdal", "more-og-romsdal"),
        ("Sørnorge: blåskjell & rømme", "sornorge-blaskjell-romme"),
        ("Finnmárku", "finnmarku"),
        ("Ærlig Åpen Økt", "aerlig-apen-okt"),
        ("A\u{30A}pen", "apen"),
        ("Äpple Öl Über Straße", "apple-ol-uber-strasse"),
        ("Romsa đŋŧþð", "romsa-dngtthd"),
        ("  -- Flom 2026 -- ", "flom-2026"),
        ("日本", ""), ("", ""), ("!?", ""), ("٣ dager", "dager"),
    ])
    func `a slug follows the table`(_ name: String, _ slug: String) {
        #expect(NorwegianText.slug(name) == slug)
    }

    @Test func `a long slug is cut at a hyphen`() {
        let words = Array(repeating: "beredskap", count: 12).joined(separator: " ")
        let slug = NorwegianText.slug(words)
        #expect(slug == Array(repeating: "beredskap", count: 8).joined(separator: "-"))
        #expect(slug.utf8.count == 79)
        #expect(NorwegianText.slug(String(repeating: "a", count: 200)).utf8.count == 80)
        let exact = String(repeating: "a", count: 80)
        #expect(NorwegianText.slug(exact + " b") == exact)
    }

    @Test(arguments: [
        ["Alta", "Bodø", "Zoo", "Ærfugl", "Ørland", "Åsnes"],
        ["aalesund", "Abelvær", "Åfjord"],
        ["Eva", "Éva b", "evb"],
        ["Oslo", "oslo 2", "Oslo kommune"],
    ])
    func `names sort as Norwegians expect`(_ names: [String]) {
        let sorted = names.shuffled().sorted { left, right in
            NorwegianText.sortingKey(left)
                .lexicographicallyPrecedes(NorwegianText.sortingKey(right))
        }
        #expect(sorted == names)
    }

    @Test func `case and composition make no difference to order`() {
        let composed = NorwegianText.sortingKey("Åse")
        #expect(composed == NorwegianText.sortingKey("A\u{30A}SE"))
        #expect(NorwegianText.sortingKey("idé") == NorwegianText.sortingKey("IDE"))
    }
}
