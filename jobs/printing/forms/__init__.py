"""The official forms about groups, employers, vacancies, referrals and hires; each module fills one."""
