/// The name of a file that belongs to one generation of the store.
struct GenerationFile: Hashable {
    enum Kind: String {
        case journal
        case snapshot
    }

    let kind: Kind
    let generation: UInt64

    var name: String {
        switch kind {
        case .journal: "journal-\(generation).jsonl"
        case .snapshot: "snapshot-\(generation).json"
        }
    }

    /// The name under which the dropped end of this journal is kept.
    var tornName: String { "journal-\(generation).torn-1" }

    init(_ kind: Kind, _ generation: UInt64) {
        self.kind = kind
        self.generation = generation
    }

    /// Nil unless `name` is exactly what a store would have called such a file.
    init?(name: String) {
        guard let dash = name.firstIndex(of: "-"), let dot = name.firstIndex(of: "."),
            dash < dot, let kind = Kind(rawValue: String(name[..<dash])),
            let generation = UInt64(name[name.index(after: dash)..<dot]),
            generation <= UInt64(Int64.max)
        else { return nil }
        self.init(kind, generation)
        if self.name != name { return nil }
    }
}
