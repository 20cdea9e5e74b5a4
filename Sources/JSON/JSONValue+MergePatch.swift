extension JSONValue {
    /// The value with a merge patch laid on it (RFC 7396 §2): members that are null in the patch
    /// are removed, objects are merged, anything else is replaced whole. Members keep their
    /// order; new ones follow in the order of the patch.
    public func merging(patch: JSONValue) -> JSONValue {
        guard case .object(let changes) = patch else { return patch }
        var members: [JSONObject.Member?] = object?.members ?? []
        var positions = object?.positions ?? [:]
        for change in changes.members {
            let key = JSONKey(change.key)
            if let position = positions[key], let old = members[position] {
                members[position] =
                    change.value.isNull
                    ? nil
                    : JSONObject.Member(
                        key: old.key, value: old.value.merging(patch: change.value))
            } else if !change.value.isNull {
                positions[key] = members.count
                members.append(
                    JSONObject.Member(
                        key: change.key, value: JSONValue.null.merging(patch: change.value)))
            }
        }
        return .object(JSONObject(unique: members.compactMap { $0 }))
    }
}
