import ArenaCore
import JSON

/// What the figures of the barometer mean, and what others have measured (PRODUCT §6).
struct BarometerWords {
    private let vocabularies: Vocabularies
    private let language: Language

    init(_ vocabularies: Vocabularies, _ language: Language) {
        self.vocabularies = vocabularies
        self.language = language
    }

    func write(_ indicators: [Barometer.Indicator], to json: inout JSONWriter) {
        json.key("indicators")
        json.beginObject()
        for indicator in indicators {
            json.key(indicator.name)
            json.beginObject()
            if indicator.isSuppressed {
                json.member("value", Double?.none)
                json.member("reason", "too-few")
            } else {
                json.member("value", indicator.value)
                json.member("numerator", indicator.numerator)
                json.member("denominator", indicator.denominator)
            }
            json.member("definition", definition(of: indicator.name)[language])
            json.endObject()
        }
        json.endObject()
    }

    func writePublished(to json: inout JSONWriter) {
        json.key("published")
        json.beginArray()
        for figure in Self.published {
            json.beginObject()
            json.member("indicator", figure.indicator)
            json.member("value", figure.value)
            json.member("source", figure.source)
            json.member("year", figure.year)
            json.member("definition", figure.definition[language])
            json.endObject()
        }
        json.endArray()
        json.member("caveat", Self.caveat[language])
    }

    private static let caveat = Bilingual(
        "Innleggene er ikke en representativ undersøkelse.",
        "The posts are not a representative survey.")

    private struct Figure {
        let indicator: String
        let value: Double
        let source: String
        let year: String?
        let definition: Bilingual
    }

    private static let published = [
        Figure(
            indicator: "externalCollaboration", value: 0.80,
            source: "CO-PI, Innovationsbarometeret (DK)", year: nil,
            definition: Bilingual(
                "Innovasjoner med samarbeid ut over egen arbeidsplass, første utgaver (omtrent).",
                "Innovations with collaboration beyond the own workplace, first editions (about)."
            )),
        Figure(
            indicator: "externalCollaboration", value: 0.69,
            source: "CO-PI, Innovationsbarometeret (DK)", year: nil,
            definition: Bilingual(
                "Det samme i nyeste utgave.", "The same in the newest edition.")),
        Figure(
            indicator: "reuse", value: 0.74, source: "CO-PI, Innovationsbarometeret (DK)",
            year: nil,
            definition: Bilingual(
                "Gjenbruk: 56 % tilpasset og 19 % kopiert.",
                "Reuse: 56 % adapted and 19 % copied.")),
        Figure(
            indicator: "innovativeUnits", value: 0.74, source: "KS, Innovasjonsbarometeret (NO)",
            year: "2018",
            definition: Bilingual(
                "Kommunale enheter som har innovert.", "Municipal units that have innovated.")),
    ]

    private func definition(of name: String) -> Bilingual {
        if let known = Self.definitions[name] { return known }
        let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
        guard parts.count == 2, let family = Self.families[parts[0]] else {
            return Bilingual(name, name)
        }
        let vocabulary = vocabularies[family.vocabulary]
        let nb = vocabulary.name(of: parts[1], in: .nb)
        let en = vocabulary.name(of: parts[1], in: .en)
        return Bilingual("\(family.words.nb): \(nb).", "\(family.words.en): \(en).")
    }

    private static let families: [String: (vocabulary: Vocabulary.Name, words: Bilingual)] = [
        "innovationType": (
            .innovationTypes, Bilingual("Andel innlegg av typen", "Share of posts of the type")
        ),
        "driver": (.drivers, Bilingual("Andel innlegg drevet av", "Share of posts driven by")),
        "value": (.values, Bilingual("Andel innlegg med verdien", "Share of posts with the value")),
        "collaborator": (
            .collaborators, Bilingual("Andel innlegg med deltaker", "Share of posts with a party")
        ),
    ]

    private static let definitions: [String: Bilingual] = [
        "collaboration": Bilingual(
            "Innlegg med minst én samarbeidspartner / innlegg.",
            "Posts with at least one collaborator / posts."),
        "externalCollaboration": Bilingual(
            "Innlegg med minst én samarbeidspartner utenfor egen organisasjon / innlegg.",
            "Posts with at least one collaborator outside the own organisation / posts."),
        "reuse": Bilingual(
            "Tilpassede og kopierte / innlegg med kjent opphav.",
            "Adapted and copied / posts of known origin."),
        "activelySpread": Bilingual(
            "Innlegg som minst én annen organisasjon har tatt i bruk / innlegg.",
            "Posts with at least one adoption by another organisation / posts."),
        "candour": Bilingual(
            "Blandet utfall og feil / innlegg med kjent utfall.",
            "Mixed outcomes and failures / posts of known outcome."),
        "lessonsLearned": Bilingual(
            "Innlegg med en bekreftet oppfølging / innlegg med konklusjon og anbefaling.",
            "Posts with a validated follow-up / posts with a conclusion and a recommendation."
        ),
    ]
}
