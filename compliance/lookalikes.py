"""Letters of other scripts that readers take for Latin ones, and what they look like.

Made by tests/fixtures/make_lookalikes.py from Unicode's confusables.txt 17.0.0
(UNICODE LICENSE V3, see NOTICE) and from the names of turned and small capital letters.
"""

SIGNS = (
    "ÐØðøþĐđĦħıŁłŋŦŧƀƂƃƄƅƉƌƍƎƑƒƖƗƙƚƜƝƞƟƥƦƧƨƭƮƴƵƶƷƻƼƽƿǀǝǤǥǾȜȝȢȣȤȥȼȾɄɅɆɇɈɉɍɎɏɐɑɓɖɗɘɜɠɡɢ"
    "ɣɥɦɨɩɪɫɭɯɲɳɴɵɹɼɽʀʂʇʈʉʋʌʍʎʏʐʒʙʜʝʞʟʠͿΑΒΕΖΗΘΙΚΜΝΟΡΤΥΧαβγεζηθικμνορστυχϑϒϜϝϨϩϬϭϱϲϳϴϸ"
    "ϹϺϻЅІЈАБВЕЗКМНОРСТУХЬабвгезкмнорстухшьѕіјћџѡѢѣѲѳѴѵѽҌҍғҘҙҚқҞҟҢңҪҫҬҭҮүҰұҲҳһҽҿӀӇӈӉӊ"
    "ӍӎӏӠӡӨөԁԌԍԛԜԝՍՏՕագզհղոռստցւքօᎠᎡᎢᎤᎥᎩᎪᎫᎬᎱᎳᎷᎻᎽᎾᏀᏂᏃᏌᏎᏏᏒᏔᏕᏙᏚᏞᏟᏢᏦᏧᏫᏮᏲᏳᏴᐯᑌᑭᑯᑲᑳᒍᒪᒿᕁᕼᕽᖇᖯᖴ"
    "ᗅᗞᗪᗰᗷ᙭᙮ᴀᴄᴅᴇᴉᴊᴋᴍᴏᴑᴘᴛᴜᴠᴡᴢᴦᵮᵰᵲᵴᵵᵶᵷᵸᵻᵼᵽᵾᶃᶌᶢẚẝỿι℮ↄⱦⱧⱨⱩⱪⱯⲂⲃⲅⲎⲏⲐⲑⲒⲓⲔⲕⲘⲙⲚⲛⲜⲝⲞⲟⲢⲣⲤⲥⲦⲧⲨⲩⲬⲭ"
    "ⲽⳄⳅⳊⳋⳌⳍⳎⳏⳐⳑⳒⳓⳜⳝⴱⴸⴹⵁⵏⵔⵕⵝꓐꓑꓒꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴꙄꙅꙇꚕꜰꜱꝀꝁꝊꝋꝚꝛꝡꝪꝫꝮꝯꞀꞁꞍꞘꞙꞟꞫꞯꞰꞱꞲꞳꞴꞵ"
    "ꬲꬵꬽꬾꭇꭈꭎꭒꭓꭚꭴꭵꮁꮃꮎꮓꮜꮩꮪꮯꮻ𐊂𐊆𐊇𐊊𐊐𐊒𐊕𐊖𐊗𐊠𐊡𐊢𐊥𐊫𐊰𐊱𐊲𐊴𐋏𐋵𐌁𐌂𐌉𐌑𐌕𐌗𐌚𐌠𐌢𐐄𐐕𐐛𐐠𐐬𐐽𐑃𐑈𐒴𐓂𐓎𐓒𐓜𐓪𐓶𐓺𐔓𐔖𐔘𐔜𐔝𐔥𐔦𐔧𑢠𑢢𑢣𑢤𑢦𑢩"
    "𑢬𑢮𑢯𑢲𑢵𑢸𑢻𑢼𑣀𑣁𑣂𑣃𑣄𑣆𑣈𑣉𑣊𑣌𑣎𑣏𑣒𑣕𑣖𑣗𑣘𑣛𑣜𑣠𑣥𑣦𑣩𑣬𑣯𑣲𖼈𖼊𖼖𖼨𖼵𖼺𖼻𖽀𖽂𖽃𝈆𝈍𝈒𝈓𝈖𝈚𝈪𝼃🅐🅑🅒🅓🅔🅕🅖🅗🅘🅙🅚🅛🅜🅝🅞🅟🅠🅡🅢🅣🅤🅥🅦🅧🅨🅩🅰🅱"
    "🅲🅳🅴🅵🅶🅷🅸🅹🅺🅻🅼🅽🅾🅿🆀🆁🆂🆃🆄🆅🆆🆇🆈🆉"
)
LETTERS = (
    "dodopddhhillnttbbbbbddgeffllklmnnopr22ttyzz3255pleggo3388zzctuveejjryyaabdde3ggg"
    "yhhiiillmnnnorrrrsttuuvwyyz3bhjklqjabezholkmnoptyxabyezhoikmnopctuxoyff2266pcjop"
    "cmmsljabbe3kmhopctyxba6bre3kmhopctyxwbsijhuwbboovvwbbr33kkkkhhccttyyyyxxheelhhhh"
    "mml33oodggqwwusowqqhnnnusgifodrtoiyajerwmhyoghzu4brwsvslcpkdo6hgbvupdbbjl2xhxrbf"
    "addmbxxacdeijkmooptuvwzrfnrstzghiipugygafyiecthhkkabbrhhoolikkmmnn33ooppccttyyxx"
    "w339933ppll6666oveoloqxbpddtgkjczfmnlsrvhwxyaelou22ihfskkoo22w3399llhffu3qktjxbb"
    "efoorruuxyoirwozuvscobeflxopstabcfomtyxhzbclmtx8lxoclsoclsrou7rou7nokcvflxvflyez"
    "9e4lou5tvsfiy7oz39e4l69ou5tozwcxwcvtllrs3auy3v7frolkabcdefghijklmnopqrstuvwxyzab"
    "cdefghijklmnopqrstuvwxyz"
)
