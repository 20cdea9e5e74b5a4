import ArenaCore
import JSON

extension JSONCursor {
    mutating func id<Subject>(of: Subject.Type = Subject.self) throws -> ID<Subject> {
        let text = try text()
        guard let id = ID<Subject>(text) else { throw RecordError.unknownWord(text) }
        return id
    }

    mutating func ids<Subject>(of: Subject.Type = Subject.self) throws -> [ID<Subject>] {
        try beginArray()
        var ids: [ID<Subject>] = []
        while try nextElement() { ids.append(try id()) }
        return ids
    }

    mutating func strings() throws -> [String] {
        try beginArray()
        var strings: [String] = []
        while try nextElement() { strings.append(try string()) }
        return strings
    }

    mutating func timestamp() throws -> Timestamp {
        Timestamp(milliseconds: try integer())
    }

    mutating func date() throws -> CivilDate {
        let text = try text()
        guard let date = CivilDate(text.string) else { throw RecordError.unknownWord(text) }
        return date
    }

    mutating func int() throws -> Int {
        guard let value = Int(exactly: try integer()) else { throw fault(.invalidNumber) }
        return value
    }

    mutating func word<Value>(_ words: Words<Value>) throws -> Value {
        let text = try text()
        guard let value = words[text] else { throw RecordError.unknownWord(text) }
        return value
    }
}
