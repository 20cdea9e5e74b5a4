extension Vocabulary {
    /// DSB's fourteen critical societal functions (2016), and the trades beside them whose
    /// preparedness has forums of its own.
    package static let sectors = Vocabulary(
        "sectors",
        [
            Entry(
                "styring-og-kriseledelse", "Styring og kriseledelse",
                "Governance and crisis management"),
            Entry("forsvar", "Forsvar", "Defence"),
            Entry("lov-og-orden", "Lov og orden", "Law and order"),
            Entry("helse-og-omsorg", "Helse og omsorg", "Health and care"),
            Entry("redningstjeneste", "Redningstjeneste", "Rescue services"),
            Entry(
                "ikt-sikkerhet-i-sivil-sektor", "IKT-sikkerhet i sivil sektor", "Civil ICT security"
            ),
            Entry("natur-og-miljo", "Natur og miljø", "Nature and environment"),
            Entry("forsyningssikkerhet", "Forsyningssikkerhet", "Security of supply"),
            Entry("vann-og-avlop", "Vann og avløp", "Water and sewage"),
            Entry("finansielle-tjenester", "Finansielle tjenester", "Financial services"),
            Entry("kraftforsyning", "Kraftforsyning", "Power supply"),
            Entry(
                "elektroniske-kommunikasjonsnett-og-tjenester",
                "Elektroniske kommunikasjonsnett og -tjenester", "Electronic communications"),
            Entry("transport", "Transport", "Transport"),
            Entry(
                "satellittbaserte-tjenester", "Satellittbaserte tjenester",
                "Satellite-based services"),
            Entry("olje-og-gass", "Olje og gass", "Oil and gas"),
            Entry("industri", "Industri", "Manufacturing"),
            Entry("bygg-og-anlegg", "Bygg og anlegg", "Construction"),
            Entry("handel", "Handel", "Trade"),
            Entry("maritim", "Maritim næring", "Maritime industry"),
            Entry("luftfart", "Luftfart", "Aviation"),
            Entry("jernbane", "Jernbane", "Railways"),
            Entry("landbruk-og-mat", "Landbruk og mat", "Agriculture and food"),
            Entry("fiskeri-og-havbruk", "Fiskeri og havbruk", "Fisheries and aquaculture"),
            Entry("utdanning", "Utdanning", "Education"),
            Entry("forskning", "Forskning", "Research"),
            Entry("reiseliv", "Reiseliv", "Tourism"),
            Entry("kultur-og-arrangement", "Kultur og arrangement", "Culture and events"),
            Entry("medier", "Medier", "Media"),
            Entry("frivillighet", "Frivillighet", "Voluntary sector"),
        ])

    /// Counties by ISO 3166-2:NO since 2024-01-01, and what lies outside them.
    package static let regions = Vocabulary(
        "regions",
        [
            Entry("NO", "Hele landet", "The whole country"),
            Entry("NO-03", "Oslo", "Oslo"),
            Entry("NO-11", "Rogaland", "Rogaland"),
            Entry("NO-15", "Møre og Romsdal", "Møre og Romsdal"),
            Entry("NO-18", "Nordland", "Nordland"),
            Entry("NO-21", "Svalbard", "Svalbard"),
            Entry("NO-22", "Jan Mayen", "Jan Mayen"),
            Entry("NO-31", "Østfold", "Østfold", from: "2024-01-01"),
            Entry("NO-32", "Akershus", "Akershus", from: "2024-01-01"),
            Entry("NO-33", "Buskerud", "Buskerud", from: "2024-01-01"),
            Entry("NO-34", "Innlandet", "Innlandet"),
            Entry("NO-39", "Vestfold", "Vestfold", from: "2024-01-01"),
            Entry("NO-40", "Telemark", "Telemark", from: "2024-01-01"),
            Entry("NO-42", "Agder", "Agder"),
            Entry("NO-46", "Vestland", "Vestland"),
            Entry("NO-50", "Trøndelag", "Trøndelag"),
            Entry("NO-55", "Troms", "Troms", from: "2024-01-01"),
            Entry("NO-56", "Finnmark", "Finnmark", from: "2024-01-01"),
            Entry(
                "NO-30", "Viken", "Viken", to: "2023-12-31",
                replacedBy: ["NO-31", "NO-32", "NO-33"]),
            Entry(
                "NO-38", "Vestfold og Telemark", "Vestfold og Telemark",
                to: "2023-12-31", replacedBy: ["NO-39", "NO-40"]),
            Entry(
                "NO-54", "Troms og Finnmark", "Troms og Finnmark", to: "2023-12-31",
                replacedBy: ["NO-55", "NO-56"]),
        ])

    package static let roles = Vocabulary(
        "roles",
        [
            Entry("kriseleder", "Kriseleder", "Crisis manager"),
            Entry("beredskapsleder", "Beredskapsleder", "Head of emergency preparedness"),
            Entry(
                "beredskapskoordinator", "Beredskapskoordinator",
                "Emergency preparedness coordinator"),
            Entry("stabssjef", "Stabssjef", "Chief of staff"),
            Entry("loggforer", "Loggfører", "Log keeper"),
            Entry(
                "kommunikasjonsansvarlig", "Kommunikasjonsansvarlig", "Crisis communications lead"),
            Entry("varslingsansvarlig", "Varslingsansvarlig", "Alerting officer"),
            Entry("kommuneoverlege", "Kommuneoverlege", "Municipal chief medical officer"),
            Entry("sikkerhetsleder", "Sikkerhetsleder", "Security manager"),
            Entry(
                "ikt-sikkerhetsleder", "IKT-sikkerhetsleder", "Chief information security officer"),
            Entry("kontinuitetsansvarlig", "Kontinuitetsansvarlig", "Business continuity manager"),
            Entry("ovingsleder", "Øvingsleder", "Exercise director"),
            Entry("ros-ansvarlig", "ROS-ansvarlig", "Risk and vulnerability lead"),
            Entry(
                "eps-leder", "Leder for evakuerte- og pårørendesenter (EPS)",
                "Head of evacuee and family centre"),
            Entry("hms-leder", "HMS-leder", "HSE manager"),
            Entry(
                "statsforvalter-beredskap", "Beredskapssjef hos statsforvalteren",
                "County governor's head of preparedness"),
        ])

    package static subscript(facet: Facets.Name) -> Vocabulary {
        switch facet {
        case .sectors: sectors
        case .regions: regions
        case .roles: roles
        }
    }
}
