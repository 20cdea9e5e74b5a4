extension Write {
    /// Takes the address of a person away wherever it is an organisation's contact, and from what
    /// was answered to requests that may come again. What the organisations wrote is theirs, and
    /// stays.
    package mutating func eraseContact(_ address: String) throws(Refusal) -> [ID<Organisation>] {
        guard viewer.isAdmin else { throw Refusal(.notAllowed) }
        let wanted = address.lowercased()
        var erased: [ID<Organisation>] = []
        for key in state.organisationOrder.ascending() {
            guard var organisation = state.organisations[key.id]?.value,
                organisation.profile.contact?.lowercased() == wanted
            else { continue }
            organisation.profile.contact = nil
            organisation.revision += 1
            organisation.updatedAt = now
            erased.append(organisation.id)
            note("contact.erase", .organisation(organisation))
        }
        for time in state.toldReplies.ascending() {
            guard var reply = state.replies[time.key]?.value,
                reply.content?.lowercased().holds(Array(wanted.utf8)) ?? false
            else { continue }
            reply.content = nil
            note("contact.erase", .reply(reply))
        }
        return erased
    }
}
