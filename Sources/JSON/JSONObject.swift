/// An object (RFC 8259 §4): members in their order, each name once. Look-up walks the members,
/// which suits the few that records have.
public struct JSONObject: Sendable {
    /// A name and its value.
    public struct Member: Sendable, Hashable {
        /// The member's name.
        public let key: String
        /// The member's value.
        public var value: JSONValue

        /// A member.
        public init(key: String, value: JSONValue) {
            self.key = key
            self.value = value
        }
    }

    /// The members in their order; no name occurs twice.
    public private(set) var members: [Member] = []

    /// An object without members.
    public init() {}

    /// An object of members whose names are known to differ.
    init(unique members: [Member]) { self.members = members }

    /// How many members there are.
    public var count: Int { members.count }

    /// Whether there are no members.
    public var isEmpty: Bool { members.isEmpty }

    /// Whether there is a member of that name, be it null.
    public func contains(_ key: String) -> Bool { position(of: key) != nil }

    /// The value of the member, nil where there is none. Setting replaces it in its place or
    /// appends it; setting nil removes it.
    public subscript(_ key: String) -> JSONValue? {
        get {
            guard let position = position(of: key) else { return nil }
            return members[position].value
        }
        set {
            switch (position(of: key), newValue) {
            case (let position?, let value?): members[position].value = value
            case (let position?, nil): members.remove(at: position)
            case (nil, let value?): members.append(Member(key: key, value: value))
            case (nil, nil): break
            }
        }
    }

    private func position(of key: String) -> Int? {
        key.lendingUTF8 { key in
            // By index, for the members of an iterator are copies.
            for index in members.indices where members[index].key.hasBytes(key) { return index }
            return nil
        }
    }

    /// The positions of all names, for work that looks up many.
    var positions: [JSONKey: Int] {
        Dictionary(
            members.enumerated().map { (JSONKey($1.key), $0) }, uniquingKeysWith: { $1 })
    }
}
