import ArenaCore
import JSON

private let lists = Words<Vocabulary.Name>()

/// A code of a vocabulary as admins have made it.
struct TermRecord: Record {
    let list: Vocabulary.Name
    let term: Vocabulary.Term

    init(_ list: Vocabulary.Name, _ term: Vocabulary.Term) {
        self.list = list
        self.term = term
    }

    func writeMembers(to writer: inout JSONWriter) {
        writer.member("vocabulary", list.rawValue)
        writer.member("code", term.code)
        writer.member("nb", term.nb)
        writer.member("en", term.en)
        writer.optional("validFrom", term.validFrom?.description)
        writer.optional("validTo", term.validTo?.description)
        writer.optional("replacedBy", term.replacedBy)
        writer.member("revision", term.revision)
        writer.optional("updatedAt", term.updatedAt)
    }

    init(membersFrom cursor: inout JSONCursor) throws {
        var list: Vocabulary.Name?
        var texts: [String: String] = [:]
        var days: [String: CivilDate] = [:]
        var replacedBy: [String] = []
        var revision = 1
        var updatedAt: Timestamp?
        while let key = try cursor.nextKey() {
            switch key {
            case "vocabulary": list = try cursor.word(lists)
            case "code", "nb", "en": texts[key.string] = try cursor.string()
            case "validFrom", "validTo": days[key.string] = try cursor.date()
            case "replacedBy": replacedBy = try cursor.strings()
            case "revision": revision = try cursor.int()
            case "updatedAt": updatedAt = try cursor.timestamp()
            default: throw RecordError.unknownMember(key)
            }
        }
        var term = Vocabulary.Term(
            try required(texts["code"], "code"), try required(texts["nb"], "nb"),
            try required(texts["en"], "en"))
        term.validFrom = days["validFrom"]
        term.validTo = days["validTo"]
        term.replacedBy = replacedBy
        term.revision = revision
        term.updatedAt = updatedAt
        self.init(try required(list, "vocabulary"), term)
    }
}
