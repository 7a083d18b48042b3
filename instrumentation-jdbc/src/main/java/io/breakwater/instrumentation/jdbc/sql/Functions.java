package io.breakwater.instrumentation.jdbc.sql;

/**
 * The built-in functions that only compute, by product. A name is here only if every supported version of the product
 * has it, because a name that is free may be an application's own function. What sleeps, locks, draws a number, reads or
 * writes files or other servers, or changes the session is not here; neither is what nobody missed yet.
 */
final class Functions {
    static final String EVERYWHERE = "count sum avg min max coalesce nullif lower upper abs cast";

    /** Proven only with {@code OVER}: servers without window functions leave the names free. */
    static final String WINDOW =
            "row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value last_value nth_value";

    static final String POSTGRESQL = "age array_agg array_append array_cat array_length array_lower array_ndims "
            + "array_position array_positions array_prepend array_remove array_replace array_to_json array_to_string "
            + "array_upper ascii bit_and bit_length bit_or bool_and bool_or btrim cardinality cbrt ceil ceiling char_length "
            + "character_length chr clock_timestamp concat concat_ws corr cos covar_pop covar_samp current_database "
            + "current_schema current_schemas current_setting current_time current_timestamp date date_part date_trunc "
            + "decode degrees div encode every exp extract floor format generate_series generate_subscripts greatest "
            + "grouping initcap isfinite json_agg json_array_elements json_array_elements_text json_array_length "
            + "json_build_array json_build_object json_each json_each_text json_extract_path json_extract_path_text "
            + "json_object_agg json_object_keys json_typeof jsonb_agg jsonb_array_elements jsonb_array_elements_text "
            + "jsonb_array_length jsonb_build_array jsonb_build_object jsonb_each jsonb_each_text jsonb_extract_path "
            + "jsonb_extract_path_text jsonb_object_agg jsonb_object_keys jsonb_set jsonb_strip_nulls jsonb_typeof "
            + "justify_days justify_hours least left length ln localtime localtimestamp log lpad ltrim make_date "
            + "make_interval make_time make_timestamp make_timestamptz md5 mod mode now octet_length overlay "
            + "percentile_cont percentile_disc pg_backend_pid pg_is_in_recovery pg_typeof pi plainto_tsquery position power "
            + "quote_ident quote_literal radians regexp_matches regexp_replace regexp_split_to_array "
            + "regexp_split_to_table repeat replace reverse right round row row_to_json rpad rtrim sign sin split_part "
            + "sqrt statement_timestamp stddev stddev_pop stddev_samp string_agg string_to_array strpos substr substring "
            + "tan timeofday to_char to_date to_hex to_json to_jsonb to_number to_timestamp to_tsquery to_tsvector "
            + "transaction_timestamp translate trim trunc ts_rank unnest var_pop var_samp variance version width_bucket";

    static final String MYSQL =
            "acos adddate addtime ascii asin atan atan2 bin bit_and bit_count bit_length bit_or bit_xor "
                    + "ceil ceiling char char_length character_length concat concat_ws connection_id conv convert convert_tz cos cot "
                    + "crc32 curdate current_date current_time current_timestamp current_user curtime database date date_add "
                    + "date_format date_sub datediff day dayname dayofmonth dayofweek dayofyear degrees elt exp extract field "
                    + "find_in_set floor format from_base64 from_days from_unixtime get_format greatest group_concat hex hour if "
                    + "ifnull inet_aton inet_ntoa instr interval isnull json_array json_contains json_contains_path json_depth "
                    + "json_extract json_keys json_length json_object json_quote json_search json_type json_unquote json_valid "
                    + "last_day lcase least left length ln localtime localtimestamp locate log log10 log2 lpad ltrim makedate "
                    + "maketime md5 microsecond mid minute mod month monthname now oct octet_length ord period_add period_diff pi "
                    + "position pow power quarter quote radians repeat replace reverse right round row rpad rtrim schema sec_to_time "
                    + "second sha sha1 sha2 sign sin soundex space sqrt std stddev stddev_pop stddev_samp str_to_date strcmp "
                    + "subdate substr substring substring_index subtime sysdate tan time time_format time_to_sec timediff timestamp "
                    + "timestampadd timestampdiff to_base64 to_days to_seconds trim truncate ucase unhex unix_timestamp user "
                    + "utc_date utc_time utc_timestamp var_pop var_samp variance version week weekday weekofyear year yearweek "
                    + "decimal binary";

    static final String SQLSERVER = "acos ascii asin atan atn2 binary ceiling char charindex checksum choose concat "
            + "concat_ws convert cos cot count_big current_timestamp datalength dateadd datediff datediff_big "
            + "datefromparts datename datepart datetime2 datetimefromparts datetimeoffset day db_name decimal degrees "
            + "difference eomonth exp floor format getdate getutcdate grouping hashbytes iif isdate isjson isnull isnumeric "
            + "json_query json_value left len log log10 ltrim month nchar numeric nvarchar object_id object_name parse "
            + "parsename patindex pi power quotename radians replace replicate reverse right round rtrim schema_name sign "
            + "sin soundex space sqrt square stdev stdevp str string_agg stuff substring suser_sname switchoffset "
            + "sysdatetime sysdatetimeoffset sysutcdatetime tan time todatetimeoffset translate trim try_cast try_convert "
            + "try_parse unicode user_name var varbinary varchar varp year";

    static final String H2 =
            "array_agg ascii bit_length ceil ceiling char char_length character_length concat concat_ws "
                    + "cos current_date current_time current_timestamp database dateadd datediff dayname dayofmonth dayofweek "
                    + "dayofyear day_of_month day_of_week day_of_year decode degrees exp extract floor formatdatetime greatest "
                    + "group_concat hour ifnull instr lcase least left length listagg ln locate log log10 lpad ltrim "
                    + "median minute mod month monthname now nvl nvl2 octet_length parsedatetime pi position power quarter radians "
                    + "regexp_like regexp_replace repeat replace reverse right round row rpad rtrim second sign sin soundex space "
                    + "sqrt stddev_pop stddev_samp substr substring tan to_char to_date to_timestamp translate trim trunc truncate "
                    + "ucase unnest var_pop var_samp week year";

    /** Only what the grammar itself names: everything else may be a function of the application. */
    static final String DERBY =
            "absval bigint char date day double hour integer lcase length locate ltrim minute mod month "
                    + "rtrim second smallint sqrt substr time timestamp trim ucase varchar year";

    static final String SQLITE =
            "char date datetime glob group_concat hex ifnull instr json json_array json_array_length "
                    + "json_each json_extract json_group_array json_group_object json_object json_tree json_type json_valid julianday "
                    + "length like likelihood likely ltrim printf quote replace round rtrim sqlite_version strftime substr time total "
                    + "trim typeof unicode unlikely";

    private Functions() {}
}
