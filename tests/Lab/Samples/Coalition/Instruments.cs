namespace Entente.Lab.Samples.Coalition;

/// <summary>
/// The four sample instruments: two framework memoranda, and under each an arrangement that carries it out.
/// </summary>
internal static class Instruments
{
    public static readonly Instrument JpVnMemorandum = new(
        "jp-vn-cyber-memorandum",
        "Memorandum on Cybersecurity Cooperation between Japan and Viet Nam (sample)",
        "日越サイバーセキュリティ協力覚書（見本）",
        "Bản ghi nhớ hợp tác an ninh mạng Nhật Bản - Việt Nam (mẫu)",
        [
            new("Preamble",
                "The two sides, aware that attacks through networks grow in number and reach and leave little time to "
                + "answer, regard cooperation on cybersecurity as urgent and wish to give it a lasting frame."),
            new("Article 1",
                "The two sides cooperate through the units named here: for Japan the Cyber Defense Unit, for Viet Nam "
                + "the Cyber Command Unit. Each unit acts within the laws and the budget of its own country."),
            new("Article 2(1)",
                "Cooperation covers the exchange of information on threats, early warning, training, and exercises."),
            new("Article 2(2)",
                "This memorandum moves nothing by itself. What is exchanged, for what purpose and under what care is "
                + "laid down in arrangements that the two sides sign under it."),
            new("Article 3",
                "Neither side is obliged to share. This memorandum states intentions and creates no rights or duties "
                + "under international law."),
            new("Article 4",
                "Cooperation under this memorandum begins on 1 January 2026 and continues until 1 January 2036. Either "
                + "side may end it by written notice of ninety days."),
        ]);

    public static readonly Instrument JpVnArrangement = new(
        "jp-vn-cyber-arrangement",
        "Arrangement on the Exchange of Cyber Threat Information between Japan and Viet Nam (sample)",
        "日越サイバー脅威情報交換取決め（見本）",
        "Thỏa thuận trao đổi thông tin về mối đe dọa mạng Nhật Bản - Việt Nam (mẫu)",
        [
            new("Preamble",
                "The two units conclude this arrangement to carry out Article 2 of the memorandum on cybersecurity "
                + "cooperation. It does not bind under international law; each unit "
                + "applies it as it would its own orders."),
            new("Article 1",
                "This arrangement applies from the first moment of 1 January 2026, universal time, and ends with the "
                + "first moment of 1 January 2031. Either unit may end it by written notice of ninety days, and may "
                + "suspend it at once."),
            new("Article 2(1)",
                "Only the Cyber Defense Unit and the Cyber Command Unit, through the sections each has named, give and "
                + "receive information under this arrangement."),
            new("Article 2(2)",
                "Information is used to defend networks, to respond to incidents and to exercise together. It is not "
                + "used for law enforcement, for intelligence against others, for offensive action or for gain. Any "
                + "further purpose needs the consent of the unit from which the information came."),
            new("Article 3(1)",
                "Either unit may give the other technical descriptions of threats, "
                + "traces by which they are recognised, "
                + "observations, and advice against them. Accounts of persons, the text "
                + "of messages and malicious files "
                + "themselves are not part of it."),
            new("Article 3(2)",
                "A description of a vulnerability moves only after a named officer has approved that one release."),
            new("Article 4(1)",
                "Information moves only when it carries a marking that both units know, and never above "
                + "TLP:AMBER+STRICT. Whatever is unmarked stays where it is. A statement of ownership or licence "
                + "travels with the information it belongs to."),
            new("Article 4(2)",
                "The receiving unit gives what it receives at least the care of TLP:GREEN."),
            new("Article 5",
                "Each unit gives only what is its own, the other's, or published by a "
                + "source that both have named. What "
                + "a third country has entrusted to one of them is not given to the other."),
            new("Article 6",
                "What has been received goes no further. An exception needs the signed consent of the unit from which "
                + "it came, for the object and the recipient named there, and is never passed on again."),
            new("Article 7(1)",
                "A unit may name the author of what it gives."),
            new("Article 7(2)",
                "Information of the Cyber Command Unit moves in the name of that unit alone: its sources, and the "
                + "documents they rest on, are not named."),
        ]);

    public static readonly Instrument JpSgMemorandum = new(
        "jp-sg-cyber-memorandum",
        "Memorandum on Cyber Defence Cooperation between Japan and Singapore (sample)",
        "日星サイバー防衛協力覚書（見本）",
        "Bản ghi nhớ hợp tác phòng thủ mạng Nhật Bản - Singapore (mẫu)",
        [
            new("Preamble",
                "The two sides share sea lanes, cables and suppliers, and therefore threats; they wish to see them "
                + "sooner by looking together."),
            new("Article 1",
                "The two sides act through the Cyber Defense Unit for Japan and the "
                + "Defence Cyber Office for Singapore."),
            new("Article 2",
                "The units may conclude arrangements on the exchange of information; "
                + "without one, nothing is exchanged."),
            new("Article 3",
                "Cooperation begins on 1 April 2026 and continues until 1 April 2034, unless one side gives written "
                + "notice of six months. No legal duty arises from this memorandum."),
        ]);

    public static readonly Instrument JpSgArrangement = new(
        "jp-sg-cyber-arrangement",
        "Arrangement on the Sharing of Cyber Threat Indicators between Japan and Singapore (sample)",
        "日星サイバー脅威指標共有取決め（見本）",
        "Thỏa thuận chia sẻ chỉ dấu đe dọa mạng Nhật Bản - Singapore (mẫu)",
        [
            new("Preamble",
                "Under the memorandum on cyber defence cooperation, and without legal "
                + "force of its own, the units agree "
                + "how indicators are shared."),
            new("Article 1",
                "This arrangement applies from 1 April 2026 until 1 April 2029; notice is six months."),
            new("Article 2(1)",
                "The Cyber Defense Unit and the Defence Cyber Office take part, nobody else."),
            new("Article 2(2)",
                "Shared indicators serve the defence of networks and the response to incidents, and nothing else "
                + "without the author's consent."),
            new("Article 3",
                "Indicators, the malware and infrastructure they point to, sightings "
                + "and the relations between them may "
                + "be shared in both directions."),
            new("Article 4",
                "Each object carries a TLP marking, TLP:AMBER at the highest."),
            new("Article 5",
                "Only objects of the two countries are shared, and only with the two units."),
            new("Article 6",
                "The receiving unit passes nothing on unless the author agrees by signature."),
            new("Article 7",
                "Authors and their references are left out."),
        ]);
}
