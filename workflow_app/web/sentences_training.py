"""What stands against something of training, and what is wrong with a course file."""

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

TRAINING: dict[str, LazyString] = {
    "TRAINING_REQUIRED": _l(
        "This authority asks for training before a repair, and there is no certificate yet that counts: it must be of "
        "this enterprise, from after the decision of %(decided_on)s, and valid. Take the free course or a class, then "
        "hand in; your application is kept."
    ),
    "TRAINING_CERTIFICATE_WRONG": _l(
        "Certificate %(number)s does not count: it must be of this enterprise, from after the decision of "
        "%(decided_on)s, and valid"
    ),
    "COURSE_UNKNOWN": _l("There is no such course"),
    "LESSON_UNKNOWN": _l("There is no such lesson in this course; open the course anew"),
    "COURSE_NOT_OFFERED": _l("This course is not offered any more"),
    "LESSONS_UNREAD": _l("Lessons still to be read before the test: %(left)s"),
    "LESSON_NOT_BEGUN": _l("Read the lesson first; its time runs from now on"),
    "LESSON_TOO_SOON": _l("This lesson counts as read in %(minutes)s minutes; you may leave and come back"),
    "NOT_THE_REPRESENTATIVE": _l(
        "On record the legal representative is %(name)s. Correct the name or the capacity; if the register has "
        "changed, tick here: whoever reviews the repair will look at it"
    ),
    "LESSONS_IN_ORDER": _l("Lessons are read in their order; lesson %(place)s comes first"),
    "TEST_UNKNOWN": _l("There is no such test, or it is not yours"),
    "TESTS_A_DAY": _l("No more than %(most)s tests a day; read the lessons once more and try again tomorrow"),
    "TRAINING_UNKNOWN": _l("There is no such class"),
    "TRAINING_OVER": _l("This class is cancelled or over"),
    "TRAINING_STARTED": _l("This class has begun; seats and dates do not change any more"),
    "TRAINING_NOT_STARTED": _l("Attendance is noted on the day of the class, not before"),
    "TRAINING_NOT_OVER": _l("Certificates are issued when the class is over"),
    "TRAINING_IN_THE_PAST": _l("A class must begin in the future"),
    "TRAINING_TOO_LONG": _l("A class lasts %(maximum)s hours at most; plan several"),
    "NOT_A_LINK": _l("An online class needs a link that begins with https://"),
    "SEAT_UNKNOWN": _l("There is no such seat in this class"),
    "SEATS_TAKEN": _l("%(taken)s seats are taken already; there cannot be fewer"),
    "CERTIFICATE_UNKNOWN": _l("There is no such certificate"),
    "CERTIFICATE_NOT_VALID": _l("This certificate is not in force, or is being looked at already"),
    "CERTIFICATE_NOT_DISPUTED": _l("Nobody asks for this certificate to be annulled any more"),
    "COURSE_SYNTAX": _l("The file is not written as TOML from here on; look for a quotation mark or bracket left open"),
    "COURSE_EMPTY": _l("The file is empty"),
    "COURSE_TOO_LARGE": _l("The file is larger than %(maximum)s KB"),
    "COURSE_ENCODING": _l("The file is not text in UTF-8; save it as that"),
    "COURSE_UNKNOWN_NAME": _l("“%(name)s” is not known here; look for a typing error"),
    "COURSE_NOT_TEXT": _l("“%(name)s” must be a text in quotation marks"),
    "COURSE_MISSING": _l("“%(name)s” is missing or empty"),
    "COURSE_TOO_LONG": _l("“%(name)s” is longer than %(maximum)s characters"),
    "COURSE_KEY": _l("“%(key)s” is no key: small letters, digits and underscores, beginning with a letter"),
    "COURSE_KEY_TWICE": _l("The key “%(key)s” is there twice"),
    "COURSE_NUMBER": _l("“%(name)s” must be a whole number from 1 to %(maximum)s"),
    "COURSE_COUNT": _l("“%(name)s”: %(found)s found, %(minimum)s to %(maximum)s are needed"),
    "COURSE_KIND": _l("The kind must be SINGLE or MULTIPLE, not “%(found)s”"),
    "COURSE_ONE_RIGHT": _l("A question of one answer needs exactly one with right = true; %(found)s found"),
    "COURSE_SEVERAL_RIGHT": _l("A question of several answers needs two with right = true at least; %(found)s found"),
    "COURSE_OPTION_TWICE": _l("Two answers are the same"),
    "COURSE_TRUE_OR_FALSE": _l("“right” must be true or false"),
    "COURSE_SMALL_BANK": _l("A test has %(minimum)s questions, and the bank holds only %(found)s"),
}
