"""What stands against a draft of a process, as told to whoever writes or confirms it."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

STUDIO: dict[str, LazyString] = {
    "DRAFT_UNKNOWN": _l("There is no such draft"),
    "ARRIVAL_UNKNOWN": _l("Nothing was adapted in this draft: it was begun here"),
    "FILE_UNKNOWN": _l("This draft has no file %(path)s"),
    "PART_UNKNOWN": _l("This part of the form was taken out meanwhile; open the form as it is now"),
    "FORM_KEY": _l("Use small letters, digits and underscores, beginning with a letter"),
    "LETTER_THERE": _l("There is a letter of this name already"),
    "FORM_THERE": _l("There is a form of this name already"),
    "FORM_DUPLICATE_KEY": _l("Another part of this form has this name already"),
    "FORM_VALUES": _l("Give at least one answer, and each answer a value of its own"),
    "FORM_OPTION": _l("The answers of this part lead on in words that are not whole; mend them in the form as text"),
    "FORM_PATTERN": _l(
        "This is no pattern, or one that could take long; take a shorter one without groups that repeat"
    ),
    "FORM_CONDITION": _l(
        "“%(key)s” hangs on something that this form does not ask for, or its condition is not written key=VALUE"
    ),
    "DRAFT_CLOSED": _l(
        "This draft is not being written any more: it waits to be confirmed, or was published or thrown away"
    ),
    "DRAFT_NOT_WAITING": _l("This draft does not wait to be confirmed any more; this is how it stands now"),
    "DRAFT_BEHIND": _l(
        "This draft is written on version %(base)s, but on its day version %(newest)s is in effect; as it is, it would "
        "undo what that changed. Carry the changes of this draft onto version %(newest)s, so that nothing is lost"
    ),
    "DRAFT_AHEAD": _l(
        "This draft is written on version %(base)s, which is in effect only from %(day)s; before that day it would put "
        "the change of that version in force early. Choose a day no earlier than %(day)s, or carry the changes of this "
        "draft onto version %(held)s, which is in effect on its day"
    ),
    "DRAFT_AHEAD_ALONE": _l(
        "This draft is written on version %(base)s, which is in effect only from %(day)s, and no version is in effect "
        "before that. Choose a day no earlier than %(day)s"
    ),
    "DRAFT_CARRIED": _l(
        "This draft is written on version %(version)s, which is in effect on its day; there is nothing to carry. Where "
        "another day is meant, save that first"
    ),
    "CARRY_CLASH": _l(
        "Nothing was carried: this draft and version %(newest)s both change %(parts)s, and two changes of one part are "
        "not put together by a machine. Begin a draft on version %(newest)s and repeat there what this one changes in "
        "that part"
    ),
    "AHEAD_CLASH": _l(
        "Version %(version)s is in effect from %(day)s and has to be renewed with this change in it; both change "
        "%(parts)s, and two changes of one part are not put together by a machine. Choose a day no earlier than "
        "%(day)s and carry this draft onto version %(version)s, or have version %(version)s taken back first"
    ),
    "AHEAD_FAILS": _l(
        "Version %(version)s is in effect from %(day)s and has to be renewed with this change in it; together they do "
        "not pass the check or its tests. Change this draft, or choose a day no earlier than %(day)s and carry it onto "
        "version %(version)s: then the check says what is wrong"
    ),
    "AHEAD_ALSO": _l(
        "Versions %(versions)s wait for their day and cannot be renewed with this change in it: each was written on "
        "the one before. In an emergency all of them are set aside together; look at them and tick that"
    ),
    "NOT_SET_ASIDE": _l(
        "Version %(version)s is not set aside any more: it takes effect, was renewed or was taken back. This is how it "
        "stands now"
    ),
    "VERSION_SET_ASIDE": _l(
        "Version %(version)s was set aside by version %(newer)s and does not take effect, so there is nothing to take "
        "back"
    ),
    "AHEAD_MOVED": _l(
        "A version that is ahead was published or taken back while this was being checked; look at it and try again"
    ),
    "FEWER_CASES": _l(
        "Version %(version)s is in effect from the same day (%(day)s), and this draft takes its place. It was "
        "confirmed for more of the running cases than this draft is for, and they would take neither. Choose at "
        "least the same running cases or another day, or have version %(version)s taken back first"
    ),
    "DRAFT_SAME": _l("This draft changes nothing in version %(version)s"),
    "DRAFT_DAY_PASSED": _l(
        "The day from which it would hold (%(day)s) has passed; have it given back and submitted with a later day"
    ),
    "VERSION_UNKNOWN": _l("There is no version %(version)s of this process"),
    "VERSION_TAKEN_BACK": _l("Version %(version)s is taken back already"),
    "VERSION_RENEWED": _l(
        "Version %(version)s never takes effect under this number: version %(newer)s holds from its day. Have that one "
        "taken back instead"
    ),
    "TAKE_BACK_WAITS": _l(
        "Somebody has asked already for version %(version)s to be taken back. Another process administrator "
        "confirms or refuses it; this is how it stands now"
    ),
    "TAKE_BACK_NOT_WAITING": _l(
        "Nobody asks any more for version %(version)s to be taken back: it was decided or withdrawn meanwhile. This is "
        "how it stands now"
    ),
    "NO_VERSION_BEFORE": _l(
        "Version %(version)s cannot be taken back, because no version before it is in effect that new cases could "
        "take. Publish a version that puts it right instead"
    ),
    "EMERGENCY_AT_ONCE": _l("What is published alone is in force at once; leave the day empty, or have it confirmed"),
    "EMERGENCY_OVER": _l("Nothing waits to be confirmed about version %(version)s any more; this is how it stands now"),
    "NOBODY_CONFIRMS": _l(
        "There is no other process administrator who could confirm it afterwards, so nobody publishes it alone. Have "
        "the role given to a second person first"
    ),
    "NOBODY_LEFT": _l(
        "Nobody is left who could confirm this draft: every other process administrator has written in it. Have the "
        "role given to another person, or begin a draft anew in which only one of you writes"
    ),
    "PAUSE_UNKNOWN": _l("There is no such pause"),
    "PAUSE_PAST": _l("This time is over already; name one that lies ahead"),
    "PAUSE_TOO_LONG": _l("A pause lasts at most %(days)s days; it can be put off later"),
    "PAUSE_OVER": _l("This pause is over already; this is how it stands now"),
    "PROCESS_PAUSED": _l("This process is paused already, until %(until)s; this is how it stands now"),
    "PROCESS_NOT_FILED": _l(
        "Nobody files in this process: the office opens its cases itself, so there is nothing to pause"
    ),
    "FILE_NEEDED": _l("No process is without %(path)s, so it cannot be removed"),
    "BUNDLE_PATH": _l(
        "A process has no place for a file called %(path)s. There are process.toml, one .bpmn and any .dmn "
        "at the top, forms/….form.json, letters/….toml and tests/….json; names are small letters, digits and "
        "underscores"
    ),
    "BUNDLE_FILES": _l("A process has at most %(most)s files; here are %(found)s"),
    "BUNDLE_FILE_SIZE": _l("%(path)s is too large: a file of a process has at most %(most)s bytes"),
    "BUNDLE_SIZE": _l("The files are too large together: a process has at most %(most)s bytes"),
    "ZIP_WITHOUT_PROCESS": _l(
        "The zip holds no process: %(missing)s is missing. It must hold process.toml and the .bpmn diagram, as the "
        "studio exports them; a diagram alone is taken in without a zip"
    ),
    "ZIP_SETTINGS": _l("process.toml in the zip cannot be read; put right what is written in it, and pack it anew"),
    "ZIP_KEY": _l(
        'process.toml in the zip gives the process no identifier; write key = "…" in it, with 2 to 39 small letters, '
        "digits and underscores, beginning with a letter"
    ),
    "OTHER_PROCESS": _l("The bundle is of the process %(key)s, not of %(wanted)s"),
    "PROCESS_KEY": _l("Use 2 to 39 small letters, digits and underscores, beginning with a letter"),
    "PROCESS_UNSOUND": _l("The check found what has to be put right first: %(count)s"),
    "WALK_EMPTY": _l("Nothing was done in this walk yet; walk a case first and keep that as a test"),
    "TEST_ELSEWHERE": _l(
        "By the rules of a new installation, by which tests are run, this walk comes to something else than here: it "
        "hangs on rules that this office has changed. So it is not kept; walk another way that does not hang on them"
    ),
    "NO_TEST_IN_HAND": _l("This walk puts no test right any more; look at the tests of the draft and choose one"),
    "TEST_ACTS_LEFT": _l(
        "A test is not shortened unseen: %(count)s of its steps were not done in this walk. Do them first, or tick "
        "below that the test goes without them"
    ),
    "TEST_UNREADABLE": _l("This test cannot be read; delete it and keep a walk anew"),
    "WALK_ACT": _l("This is nothing that can be done in a walk"),
    "WALK_ABOUT": _l("Choose what the case is about"),
    "WALK_NOT_OPEN": _l("Nothing waits for this any more; this is where the case stands now"),
    "WALK_WHO": _l("Nobody of this name takes part in a walk"),
    "WALK_TOO_LONG": _l("A walk has at most %(most)s steps. Go back some steps or begin again"),
    "WALK_TOO_SLOW": _l(
        "The walk took too long and was broken off; nothing of this step is kept. Go back some steps, or look in the "
        "check whether the process goes round"
    ),
    "WALK_ENDLESS": _l(
        "One thing leads to another here without end, so the walk was broken off. Look whether the process goes round "
        "without anybody having to act"
    ),
    "WALK_STEP_FAILED": _l("The process cannot go on at “%(element)s”: %(failure)s. Nothing of this step is kept"),
    "REPLAY_NO_CASES": _l(
        "No case of this process has ended yet, so there is nothing to replay. Walk a case through the draft instead"
    ),
    "REPLAY_BEGUN_BY_OFFICE": _l("The office began this case; a replay can only begin what an applicant begins."),
    "REPLAY_NO_CODE": _l("The case is about somebody without a unified social credit code."),
    "REPLAY_ANSWERS_GONE": _l("The recorded answers are gone."),
    "REPLAY_MOVED": _l("The case moved from one version of its process to another on its way."),
    "REPLAY_NOT_RUNNING": _l("No replay is running; this is how the last one stands"),
    "REPLAYED_CASE_UNKNOWN": _l("There is no such case in the last replay of this draft"),
    "DAY_PASSED": _l("This day has passed; choose today (%(today)s) or a later one"),
    "DAY_TOO_FAR": _l("Choose a day within the next %(years)s years"),
}
