"""网上依申请公开: notice, form, receipt, progress and delivery, as the public uses them. Nothing here needs a script.

What an application is and what may be done to it is decided by `applications`; here it is asked, shown and handed over.
"""
