import JSON

/// A value that the journal and the snapshots hold as the members of one JSON object.
///
/// Members that are absent are nil, empty, false or what the other members say; a member that
/// this version does not know is refused, for it would be lost with the next snapshot.
protocol Record {
    /// Writes the members into the object that has been begun.
    func writeMembers(to writer: inout JSONWriter)

    /// Reads the members that are left of the object that has been begun, and its end.
    init(membersFrom cursor: inout JSONCursor) throws
}
