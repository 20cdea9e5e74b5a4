import ArenaCore
import JSON

extension Importer {
    func bringTerm(_ line: ImportLine, by write: inout Write) throws(Refusal) -> Result {
        guard let name: Vocabulary.Name = line.choice("vocabulary") else {
            throw .invalid("/vocabulary", "required")
        }
        guard let code = line.body["code"]?.string else { throw .invalid("/code", "required") }
        let id = "\(name.rawValue)/\(code)"
        let given = line.time("updatedAt")
        let old = write.view.vocabularies[name][code]
        if old != nil { try mustBeUpsert("/v1/vocabularies/\(id)") }
        // One that was changed here since it came with Arena is changed on.
        if let old, given == nil || old.updatedAt != nil {
            let new = try VocabularyHandlers.change(
                old, in: name, try line.patch(), by: &write)
            return old.revision == new.revision ? .unchanged(id) : .updated(id)
        }
        try line.checkComplete()
        var term = VocabularyHandlers.read(line.body)
        if let given {
            term.revision = line.revision
            term.updatedAt = given
            try write.restore(term, in: name)
        } else {
            _ = try write.add(term, to: name)
        }
        return old == nil ? .created(id) : .updated(id)
    }
}
