import ArenaCore
import JSON

extension View {
    /// What whoever has posted or commented is told: whom its walls keep away (DECISIONS §10), and
    /// that a curator reads it first.
    func writeWarnings(
        walled: [ID<Organisation>], isHeld: Bool, _ language: Language, to json: inout JSONWriter
    ) {
        json.key("warnings")
        json.beginArray()
        if !walled.isEmpty { writeWarning("wall", .wallWarning, walled) }
        if isHeld { writeWarning("held", .heldWarning, []) }
        json.endArray()

        func writeWarning(
            _ code: String, _ detail: Bilingual, _ organisations: [ID<Organisation>]
        ) {
            json.beginObject()
            json.member("code", code)
            json.member("detail", detail[language])
            json.key("organisations")
            writeReferences(organisations, to: &json)
            json.endObject()
        }
    }
}

extension Bilingual {
    fileprivate static let wallWarning = Bilingual(
        "Veggene dine holder det unna disse virksomhetene, medlemmer eller ikke.",
        "Your walls keep it away from these organisations, members or not.")
    fileprivate static let heldWarning = Bilingual(
        "En kurator leser det før andre ser det; reason sier hvorfor.",
        "A curator reads it before others see it; reason says why.")
}
